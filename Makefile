# Every target calls bootstrap.py, which sets the project up first; without make: python bootstrap.py TARGET
PYTHON ?= python3

.PHONY: report test long check lab setup develop types docs lock clean

report test long check lab setup develop types docs:
	@$(PYTHON) bootstrap.py $@ $(ARGS)

EXPORT = --quiet --frozen --no-emit-project --no-header --no-annotate --format requirements-txt

# after a change of pyproject.toml: solve the dependencies anew
lock: setup
	@.venv/bin/uv lock --quiet
	@.venv/bin/uv export $(EXPORT) --no-dev --group build --output-file requirements.lock > /dev/null
	@.venv/bin/uv export $(EXPORT) --only-group dev --output-file requirements-dev.lock > /dev/null
	@rm -f uv.lock

clean:
	rm -rf .cache reports/out
