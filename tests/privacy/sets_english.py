"""What identifies people in English talk (British, American, Australian), and what only looks like it. All of it invented."""

from __future__ import annotations

from random import Random

from privacy.drawing import cut, digits

SIZES = {
    "phone": 100, "email": 70, "birth-date": 70, "ssn": 50, "nhs": 45, "passport": 40, "card": 45, "account": 40, "plate": 40,
    "address": 50, "person": 50,
}  # fmt: skip
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SHORT = ["Jan", "Feb.", "Mar", "Apr", "MAY", "june", "Jul.", "Aug", "Sept.", "Oct", "NOV", "Dec"]
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
FIRST = [
    "Helen",
    "Thomas",
    "Priya",
    "Oluwaseun",
    "Margaret",
    "Declan",
    "Siobhan",
    "Marcus",
    "Jean",
    "Harriet",
    "Ahmed",
    "Rosa",
]
SECOND = [
    "Whitfield",
    "Baker",
    "O'Neill",
    "Okafor",
    "Smith-Jones",
    "McAllister",
    "Patel",
    "Nguyen",
    "Garcia",
    "Thornton",
    "Hughes",
    "Leung",
]


def phone(rng: Random) -> str:
    u, v = digits(rng, 4), digits(rng, 4)
    return rng.choice([
        f"07700 90{digits(rng, 4)}", f"07700-90{u}", f"07{digits(rng, 9)}", f"+44 7700 90{u}", f"+44 (0)20 7946 0{digits(rng, 3)}", f"020 7946 0{digits(rng, 3)}",
        f"(0161) 496 0{digits(rng, 3)}", f"0114 496 0{digits(rng, 3)}", f"00 44 7700 90{u}", f"(212) 555-01{digits(rng, 2)}", f"212-555-01{digits(rng, 2)}",
        f"212.555.01{digits(rng, 2)}", f"+1 212 555 01{digits(rng, 2)}", f"1-800-555-01{digits(rng, 2)}", f"+1 (415) 555-01{digits(rng, 2)}", f"0491 57{digits(rng, 1)} {digits(rng, 3)}",
        f"+61 491 57{digits(rng, 1)} {digits(rng, 3)}", f"(02) 5550 {v}", f"+61 2 5550 {v}", " ".join(DIGITS[int(d)] for d in f"07700 90{u}".replace(" ", "")),
    ])  # fmt: skip


def email(rng: Random) -> str:
    first, second = rng.choice(FIRST).lower(), rng.choice(SECOND).lower().replace("'", "")
    mark = rng.choice([".", "_", "", "-"])
    host = rng.choice(["gmail.com", "nhs.net", "leeds.ac.uk", "council.gov.uk", "example.org", "unsw.edu.au"])
    spoken = f"{first}{ {'.': ' dot ', '_': ' underscore ', '-': ' dash ', '': ''}[mark] }{second}"
    return rng.choice([
        f"{first}{mark}{second}@{host}", f"{first}{mark}{second}{rng.randint(1, 99)}@{host}", f"{first}{mark}{second}@{host}".title(),
        f"{first}{mark}{second} at {host.replace('.', ' dot ')}", f"{spoken} at {host.replace('.', ' dot ')}", f"{first}{mark}{second} [at] {host.replace('.', ' [dot] ')}",
        f"{first}{mark}{second}(at){host}", f"{first}{mark}{second} AT {host.replace('.', ' DOT ')}", f"{first}{mark}{second} @ {host}",
    ])  # fmt: skip


def birth(rng: Random) -> str:
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1930, 2005)
    th = "th" if 10 < d < 14 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    return rng.choice([
        f"{d} {MONTHS[m - 1]} {y}", f"{MONTHS[m - 1]} {d}, {y}", f"{d}{th} {MONTHS[m - 1]} {y}", f"{MONTHS[m - 1]} {d}{th}, {y}", f"{d}{th} of {MONTHS[m - 1]} {y}",
        f"the {d}{th} of {MONTHS[m - 1]}, {y}", f"{d} {SHORT[m - 1]} {y}", f"{SHORT[m - 1]} {d}, {y}", f"{d:02}/{m:02}/{y}", f"{m:02}/{d:02}/{y}", f"{d}.{m}.{y}",
        f"{y}-{m:02}-{d:02}", f"{d:02}/{m:02}/{y % 100:02}", f"{d:02}-{m:02}-{y}", f"{d} {MONTHS[m - 1].upper()} {y}",
    ])  # fmt: skip


def ssn(rng: Random) -> str:
    parts = f"{rng.randint(1, 665):03}", f"{rng.randint(1, 99):02}", f"{rng.randint(1, 9999):04}"
    return rng.choice(["-", "-", "-", " ", "", "."]).join(parts)


def nhs(rng: Random) -> str:
    """Nine digits and a check digit modulo 11."""
    while True:
        nine = digits(rng, 9)
        check = 11 - sum((10 - k) * int(d) for k, d in enumerate(nine)) % 11
        if check != 10 and nine[0] != "0":
            whole = nine + str(check % 11)
            return rng.choice([cut(whole, [3, 3], " "), cut(whole, [3, 3], " "), whole, cut(whole, [3, 3], "-")])


def passport(rng: Random) -> str:
    return rng.choice(
        [
            digits(rng, 9),
            digits(rng, 9),
            f"{rng.choice('ABCEN')}{digits(rng, 8)}",
            f"P{rng.choice('ABE')}{digits(rng, 7)}",
            f"{digits(rng, 3)} {digits(rng, 3)} {digits(rng, 3)}",
        ]
    )


def card(rng: Random) -> str:
    """Fifteen or sixteen digits whose Luhn sum ends in 0."""
    start, size = rng.choice([("4", 16), ("4", 16), ("51", 16), ("55", 16), ("37", 15)])
    body = start + digits(rng, size - 1 - len(start))
    total = sum(int(d) if k % 2 else sum(divmod(2 * int(d), 10)) for k, d in enumerate(reversed(body)))
    whole = body + str(-total % 10)
    if size == 15:
        return rng.choice([whole, cut(whole, [4, 6], " ")])
    return rng.choice([whole, cut(whole, [4, 4, 4], " "), cut(whole, [4, 4, 4], "-"), cut(whole, [4, 4, 4], ".")])


def account(rng: Random) -> str:
    return rng.choice(
        [
            digits(rng, 8),
            digits(rng, 8),
            f"{digits(rng, 4)} {digits(rng, 4)}",
            digits(rng, 10),
            f"{digits(rng, 3)}-{digits(rng, 6)}",
            digits(rng, 9),
        ]
    )


def plate(rng: Random) -> str:
    letters = "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(5))
    return rng.choice(
        [
            f"{letters[:2]}{rng.randint(51, 73)} {letters[2:]}",
            f"{letters[:2]}{rng.randint(51, 73)}{letters[2:]}",
            f"{letters[0]}{rng.randint(100, 999)} {letters[1:4]}",
            f"{letters[:3]}-{digits(rng, 4)}",
            f"{letters[:3]} {digits(rng, 4)}",
            f"{letters[:3]}-{digits(rng, 2)}{letters[3]}",
            f"{letters[:2]}{rng.randint(51, 73)} {letters[2:]}".lower(),
        ]
    )


def address(rng: Random) -> str:
    n = rng.randint(1, 240)
    street = rng.choice(
        [
            "Ashgrove Road",
            "Mill Lane",
            "Victoria Street",
            "St. Mary's Avenue",
            "Elm Drive",
            "Kingsway Crescent",
            "Rose Court",
        ]
    )
    code = rng.choice(["LS6 3HN", "M14 5TQ", "SW1A 2AA", "EH8 9YL"])
    return rng.choice([
        f"{n} {street}", f"{n}{rng.choice('AB')} {street}", f"Flat {rng.randint(1, 30)}, {n} {street}", f"{n} {street}, Leeds {code}", f"{n} {street}, {code}", f"{n} {street.upper()}",
        f"{n} {street.replace('Street', 'St').replace('Road', 'Rd').replace('Avenue', 'Ave').replace('Lane', 'Ln')}", f"{rng.randint(1000, 9999)} {street}, Apt {rng.randint(1, 40)}", f"{rng.randint(1000, 9999)} W. {street}", f"P.O. Box {n}",
        f"{n} {street}, Springfield, IL {rng.randint(60000, 62999)}", f"Unit {rng.randint(1, 9)}/{n} {street}", f"House |{n}, {street}|", f"{n} {street.lower()}",
    ])  # fmt: skip


def person(rng: Random) -> str:
    first, second = rng.choice(FIRST), rng.choice(SECOND)
    return rng.choice([
        f"Mr |{second}|", f"Mrs |{second}|", f"Ms. |{first} {second}|", f"Dr |{second}|", f"Dr. |{first} {second}|", f"Professor |{second}|", f"Prof. |{first} {second}|", f"Miss |{second}|",
        f"Sir |{first} {second}|", f"Father |{first}|", f"Sister |{first}|", f"Rev. |{first} {second}|", f"Nurse |{second}|", f"Mr. and Mrs. |{second}|", f"Councillor |{second}|", f"Sgt. |{second}|",
        f"MR |{second.upper()}|", f"Mrs |{first[0]}. {second}|", f"Mr |{first} {second}|", f"Aunt |{first}|", f"Lady |{second}|",
    ])  # fmt: skip


VALUES = {
    "phone": phone, "email": email, "birth-date": birth, "ssn": ssn, "nhs": nhs, "passport": passport, "card": card, "account": account,
    "plate": plate, "address": address, "person": person,
}  # fmt: skip

SENTENCES = {
    "phone": "You can reach me on {} after six.|My mobile is {}, but text first.|They told me to ring {} and nobody answered.|Her number's {} if you want to follow up.|The office phone is {}, ask for the desk.|Call {}, it's the helpline my sister used.",
    "email": "I sent the form to {} in the end.|My email is {}, all lower case.|Write to {} and she'll answer.|The old address was {}, that one's dead.|Everything goes through {} now.",
    "birth-date": "I was born on {} in this very house.|Date of birth: {}.|My DOB is {}, so I was too old for the scheme.|She was born {}, just before the move.|His birthday is {}, same as mine.|They had my date of birth down as {}, which is wrong.",
    "ssn": "They wanted my social security number, {}, over the phone.|My SSN is {}, and someone used it.|On the form it said SSN: {} next to my name.|She read out her Social Security number {} in the queue.",
    "nhs": "My NHS number is {}, it's on the letter.|NHS no. {} belongs to my daughter.|The hospital had the wrong NHS number, {}, on file.|They look you up with NHS number {} these days.",
    "passport": "My passport number is {}, it runs out in May.|They photocopied passport {} and kept it.|On the visa form I put passport no. {} twice.|Her passport, number {}, was in the drawer.",
    "card": "I paid with card {}, the blue one.|They charged {} twice, my credit card I mean.|The card number was {} and it got declined.|Someone had used my Visa {} in another town.|It was a debit card, {}, joint with my husband.",
    "account": "The money goes into account number {} every month.|My bank account is {}, sort code on the card.|Acct no. {} was frozen for a week.|They paid it to the wrong account, {}, not mine.",
    "plate": "The car was a grey Astra, registration {}.|I wrote down the number plate {} straight away.|His van, licence plate {}, blocked the gate.|My reg is {} if you need it for parking.|A car with plates {} was outside all night.",
    "address": "We lived at {} until the flood.|My address is {}, second bell.|They sent it to {} by mistake.|The house at {} is still empty.|I moved to {} in the spring.",
    "person": "It was {} who signed the letter.|I went to see {} about the rent.|According to {} the list was full.|We were taught by {} and it showed.|Then {} came round with the papers.|I never met {}, only spoke on the phone.",
}  # fmt: skip


def near_a_cue(rng: Random) -> tuple[str, str]:
    """What stands beside the words that announce an identifier, and is none."""
    y, n = rng.randint(1950, 2022), rng.randint(3, 90)
    return rng.choice([
        ("I rang {} before anybody answered.", f"{n} times"), ("The phone bill was {} that month.", f"£{n}.{digits(rng, 2)}"), ("We called {} on the list.", f"{n + 200} numbers"),
        ("The NHS was founded in {}, my mother said.", f"{y}"), ("The NHS spent {} on it.", f"£{n},{digits(rng, 3)},000"), ("NHS waiting lists hit {} last year.", f"{n},{digits(rng, 3)}"),
        ("A passport costs {} now.", f"£{n}.50"), ("Passport offices handled {} forms.", f"{n},{digits(rng, 3)}"), ("The account shows {} left over.", f"${n},{digits(rng, 3)}.{digits(rng, 2)}"),
        ("Bank charges came to {} in all.", f"£{n}.{digits(rng, 2)}"), ("I was on card {} of the pack.", f"{n % 50 + 2} out of 52"), ("Credit card debt went up {} since then.", f"{n}.{rng.randint(1, 9)}%"),
        ("Social security covers {} of it.", f"{n} per cent"), ("The Social Security Act {} changed that.", f"{y}"), ("Births went down {} in the county.", f"from {n + 900} to {n + 700}"),
        ("The scheme was born in {} and died early.", f"{y}"), ("Email traffic doubled to {} a day.", f"{n * 10} messages"), ("Car registration fees rose by {} again.", f"${n}"),
        ("Number plates cost {} each.", f"£{n}"), ("The address list has {} on it.", f"{n},{digits(rng, 3)} entries"), ("They lived {} down the road.", f"{n} miles"),
    ])  # fmt: skip


def lookalike(rng: Random) -> tuple[str, str]:
    """A sentence's template and what fills it: nothing in them identifies anybody."""
    if rng.random() < 0.25:
        return near_a_cue(rng)
    y, n = rng.randint(1995, 2022), rng.randint(2, 90)
    kinds: list[tuple[str, str]] = [
        ("That falls under {} as far as I know.|It's {} that sets the rule.|We had to look up {} first.", rng.choice([f"section {n} of the Housing Act {y}", f"s. {n}(2) of the Act", f"Regulation (EU) {y}/{digits(rng, 3)}", f"Public Law {rng.randint(90, 117)}-{n}", f"SI {y}/{digits(rng, 4)}", f"Title {n} U.S.C. § {digits(rng, 4)}", f"[{y}] EWCA Civ {digits(rng, 4)}"])),
        ("The whole budget was {} for the year.|They cut {} in one go.|It costs {} just to keep it open.", rng.choice([f"${n},{digits(rng, 3)},000", f"£{n},{digits(rng, 3)}.{digits(rng, 2)}", f"{n},{digits(rng, 3)},{digits(rng, 3)} pounds", f"£{n}m", f"AUD {n},{digits(rng, 3)}", f"${n}.{rng.randint(1, 9)} billion"])),
        ("We only have figures for {} so far.|Back in {} it was different.|The plan covers {} and then stops.", rng.choice([f"{y}-{y + 3}", f"{y}/{(y + 1) % 100:02}", f"{y}", f"{y}–{y + 5}", f"the {y // 10 * 10}s"])),
        ("It's all on {} of the report.|See {} for the table.|The quote is from {} near the end.", rng.choice([f"pp. {rng.randint(100, 400)}-{rng.randint(401, 900)}", f"page {n}", "pages 1123–1145", f"p. {n}, line {digits(rng, 2)}", f"vol. {n}, no. 4"])),
        ("There were {} on the list.|We counted {} that winter.|About {} never applied.", rng.choice([f"{rng.randint(1, 9)},{digits(rng, 3)},{digits(rng, 3)} people", f"{n},{digits(rng, 3)} households", f"{n} of {n + 40} families", f"{rng.randint(100, 999)} cases", f"{n}.{rng.randint(1, 9)} per cent"])),
        ("Have a look at {} in the manual.|Chapter {} explains it.|It's item {} on the agenda.", rng.choice([f"4.{n}.1", f"{n}.2.3.1", f"{n}(b)", f"A.{n}"])),
        ("They open {} on weekdays.|The meeting ran {} without a break.|It was {} when we finished.", rng.choice(["9:30-17:00", "08:15", "10.30 to 14.45", "7:05 pm", "from 0900 to 1730 hours"])),
        ("The book is {} if you want to order it.|I found it under {} in the catalogue.", rng.choice([f"ISBN 978-0-{digits(rng, 3)}-{digits(rng, 5)}-{digits(rng, 1)}", f"ISBN 0-{digits(rng, 3)}-{digits(rng, 5)}-X", f"ISSN {digits(rng, 4)}-{digits(rng, 4)}", f"doi:10.{digits(rng, 4)}/j.{digits(rng, 4)}.{digits(rng, 5)}", f"arXiv:{digits(rng, 4)}.{digits(rng, 5)}"])),
        ("We ordered {} and got the wrong one.|The printer is a {} from the old office.|Everything runs on {} still.", rng.choice([f"part no. {digits(rng, 3)}-{digits(rng, 4)}-X", f"LaserJet {digits(rng, 4)}", f"SKU 77-{digits(rng, 5)}", "version 3.11.7", "Windows 10", f"model TX-{digits(rng, 3)}", f"192.168.{n}.{rng.randint(2, 200)}"])),
        ("The review took place on {} in the hall.|The letter is dated {} but came late.|Since {} we've been in the new building.", rng.choice([f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {y}", f"{rng.choice(MONTHS)} {rng.randint(1, 28)}, {y}", f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{y}", f"{y}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}"])),
        ("We took the {} and were late.|It's just off the {} by the bridge.|You need {} for that.", rng.choice([f"M{n}", f"A{n}", f"bus 4{n % 10}", f"flight BA{digits(rng, 3)}", "Form 27B", f"room {n}B", "vitamin B12", "Type 2 insulin"])),
        ("Everything changed with {} of course.|They blame {} for it.", rng.choice(["Covid-19", "the 2008 crash", "Brexit", "H1N1", "Y2K", "Agenda 2030", f"the {y} election"])),
        ("I'd ask {} about that.|It's up to {} in the end.|We wrote to {} and waited.", rng.choice(["the doctor", "Mr Chairman", "the Minister", "the sister on the ward", "Miss, as the kids say,", "the Mayor", "the professor", "my father", "the Lord Mayor", "the Bishop"])),
        ("That's a {} sort of problem.|They talk about {} all the time.|There's no {} for people like us.", rng.choice(["Main Street", "High Street shopping", "middle of the road", "one-way street", "road map", "drive for change", "back lane", "court case"])),
        ("At the end of the day {} is what we got.|We aimed at {} and missed.|We looked at {} or so.", rng.choice([f"{n} dot {rng.randint(1, 9)}", f"{n}% at best", f"{n} a head", f"a ratio of {n}:1", f"two at {n} each", f"{rng.randint(100, 999)} to {rng.randint(1000, 9999)}"])),
        ("The grant was {} from the council.|It's filed under {} somewhere.|Our reference was {} on every page.", rng.choice([f"ES/K{digits(rng, 6)}/1", f"grant no. {digits(rng, 2)}-{digits(rng, 4)}", f"case {digits(rng, 2)}/{digits(rng, 4)}", f"planning application {y}/{digits(rng, 4)}/FUL", f"CM({y % 100:02}){n}", f"order number {digits(rng, 5)}"])),
    ]  # fmt: skip
    templates, value = rng.choice(kinds)
    return rng.choice(templates.split("|")), value
