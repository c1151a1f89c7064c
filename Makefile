# Every target calls bootstrap.py, which sets the project up first; without make: python bootstrap.py TARGET
PYTHON ?= python3

.PHONY: report test check lab setup lock clean

report test check lab setup:
	@$(PYTHON) bootstrap.py $@ $(ARGS)

# after a change of pyproject.toml: solve the dependencies anew
lock: setup
	@.venv/bin/uv lock --quiet
	@.venv/bin/uv export --quiet --frozen --all-groups --no-emit-project --no-header --no-annotate \
	    --format requirements-txt --output-file requirements.lock > /dev/null
	@rm -f uv.lock

clean:
	rm -rf .cache reports/out
