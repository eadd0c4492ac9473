# The doors of the house. `make` lists them.

SOLUTION      ?= Sintropia.Embedded.slnf
CONFIGURATION ?= Release

# What `make run` shows a newcomer, and where its files go.
EXAMPLE ?= examples/first-culture.yaml
OUT     ?= runs/first-culture

# SERVE=1 serves the page and the API instead, with the example submitted to it; runs are kept in DATA.
SERVE ?= 0
PORT  ?= 8080
DATA  ?= runs/served

# More words for the command behind a door: make run ARGS='--seed 7', make verify ARGS=--json, make bench ARGS='--filter *Culture*'
ARGS ?=

SINTROPIA := artifacts/bin/sintropia
BUILT     := artifacts/$(CONFIGURATION)-$(notdir $(SOLUTION)).built

export DOTNET_NOLOGO ?= 1
export DOTNET_CLI_TELEMETRY_OPTOUT ?= 1

.DEFAULT_GOAL := help
.PHONY: help build run test test-cluster bench bench-cluster verify clean

help: ## List the doors
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

build: ## Restore and build everything that needs no cluster; leaves artifacts/bin/sintropia
build: $(BUILT)
	@echo "Built: $(SINTROPIA)"

run: ## Run the first example and say where its files are (EXAMPLE=, OUT=, ARGS=); SERVE=1 serves the page (PORT=, DATA=)
ifeq ($(SERVE),0)
run: $(BUILT)
	@if [ -f $(OUT)/run.json ]; then rm -rf $(OUT).previous && mv $(OUT) $(OUT).previous && echo "The earlier run is now in $(OUT).previous."; fi
	@$(SINTROPIA) run $(EXAMPLE) --out $(OUT) $(ARGS)
	@echo
	@echo "The files of this run are in $(OUT):"
	@ls -1p $(OUT) | sed 's|^|  $(OUT)/|'
	@echo
	@echo "To see this run live in a browser, and to submit others there: make run SERVE=1, which serves the page at http://127.0.0.1:$(PORT)."
else
# The example waits for the server that is about to start; its key makes it one run however often this door is opened.
run: $(BUILT)
	@($(SINTROPIA) submit $(EXAMPLE) --server http://127.0.0.1:$(PORT) --key "make run $(EXAMPLE)" \
	  && { [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ] || ! command -v xdg-open > /dev/null || xdg-open http://127.0.0.1:$(PORT)/ 2> /dev/null; }) < /dev/null & \
	exec $(SINTROPIA) serve --data $(DATA) --port $(PORT) $(ARGS)
endif

test: ## Run every test; the last line counts them
test: $(BUILT)
	@bash .ci/test $(SOLUTION) $(CONFIGURATION)

bench: ## Run the benchmarks (ARGS= goes to them)
bench: $(BUILT)
	@dotnet run --project tests/Sintropia.Benchmarks -c $(CONFIGURATION) --no-build -- $(ARGS)

ROUNDS := $(CURDIR)/artifacts/rounds.md
CLUSTERED := Grains Silo Runs.AzureBlob
test-cluster: ## Run the long tests of the cluster: losses of silos by the dozen, and print what was lost in each (SINTROPIA_SEED=n repeats one; needs the packages of Sintropia.Orleans.sln)
test-cluster:
	@mkdir -p $(dir $(ROUNDS)) && rm -f $(ROUNDS)
	@for project in $(CLUSTERED); do dotnet build tests/Sintropia.$$project.Tests -c $(CONFIGURATION) -v q --nologo || exit 1; done
	@for project in $(CLUSTERED); do SINTROPIA_ROUNDS=$(ROUNDS) SINTROPIA_LOSSES=10 SINTROPIA_LONG=1 dotnet test --project tests/Sintropia.$$project.Tests -c $(CONFIGURATION) --no-build --no-ansi --no-progress || { cat $(ROUNDS); exit 1; }; done
	@cat $(ROUNDS)

bench-cluster: ## Run the benchmarks of the cluster (ARGS="speed FILE"; needs the packages of Sintropia.Orleans.sln)
bench-cluster:
	@dotnet run --project tests/Sintropia.Silo.Benchmarks -c $(CONFIGURATION) -- $(ARGS)

verify: ## Check the laws against their closed forms and published numbers (ARGS=--json)
verify: $(BUILT)
	@$(SINTROPIA) verify $(ARGS)

clean: ## Remove what was built; runs/ stays
	rm -rf artifacts
	find src silo client tests -type d \( -name node_modules -prune -o \( -name bin -o -name obj \) -prune -exec rm -rf {} + \)

# One file says when the last good build began. Make compares it with every source, so that a second `make build` takes no time at all; the list of
# sources is itself a source, since a deleted file has no date.
LISTED := artifacts/sources.txt
list = mkdir -p artifacts; { \
	find $(wildcard src silo client tests examples) -type d \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -type f ! -name '* *' -print; \
	ls -d Directory.*.props *.sln *.slnf global.json .editorconfig Makefile .ci/*; } | sort > $(LISTED).new; \
	if cmp -s $(LISTED).new $(LISTED); then rm $(LISTED).new; else mv $(LISTED).new $(LISTED); fi
$(shell $(list))
SOURCES := $(shell cat $(LISTED))

$(LISTED):
	@$(list)

$(BUILT): $(SOURCES) $(LISTED)
	@bash .ci/prepare $(SOLUTION)
	@touch $@.began
	@dotnet build $(SOLUTION) -c $(CONFIGURATION) -v q --nologo
	@bash .ci/publish $(CONFIGURATION)
	@mv $@.began $@
