# Each command sets up what it needs first; see politirad/bootstrap.py.
# ARGS goes on to the task: make test ARGS="tests/meetings -k notice".
PYTHON ?= python3

.PHONY: run test check fix bench soak lock setup
run test check fix bench soak lock setup:
	@exec $(PYTHON) politirad/bootstrap.py $@ $(ARGS)
