"""From a scenario to its results, against a server: the same example as SintropiaClientTests.From_a_scenario_to_its_results, in the same order."""

import importlib.util
import os
import pathlib
import tempfile
import unittest

import sintropia

# The scenarios are those of the tests of the client in C#.
SCENARIOS = pathlib.Path(__file__).parent / "scenarios"
DRUGGED, ENDLESS, SLOW = ((SCENARIOS / name).read_text(encoding="utf-8") for name in ("drugged.yaml", "endless.yaml", "slow.yaml"))

FOUNDER = "a900260d2c36d2861a118d084f6f9257"


@unittest.skipUnless(os.environ.get("SINTROPIA_SERVER"), "SINTROPIA_SERVER names no server to test against.")
class ExampleTests(unittest.TestCase):
    def setUp(self):
        self.client = sintropia.Client()

    def test_from_a_scenario_to_its_results(self):
        self.assertEqual([], [p for p in self.client.validate(DRUGGED) if p.severity == "error"])
        self.assertIn("palbociclib", self.client.explain(DRUGGED)["explanation"])

        run = self.client.submit(DRUGGED)
        seen = list(run.watch())
        self.assertEqual(("completed", 1.0), (seen[-1].status, seen[-1].done))

        detail = run.refresh()
        self.assertEqual(["control", "treated"], detail["conditions"])
        self.assertEqual(32, len(run.fingerprint))
        series = run.timeseries(by=["condition"], points=10)
        self.assertEqual({"control", "treated"}, {s["key"]["condition"] for s in series})
        self.assertTrue(all(len(s["time_h"]) == 10 for s in series))

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "lineage.csv")
            run.download("lineage.csv", path)
            with open(path, "rb") as file:
                self.assertEqual(run.read("lineage.csv"), file.read())
            self.assertEqual(["lineage.csv"], os.listdir(folder))
        rows = [r for r in run.table("lineage.csv") if r["condition"] == "control"]
        youngest = max(rows, key=lambda r: int(r["generation"]))
        ancestors = run.ancestors(youngest["cell_id"], "control", 1)
        self.assertEqual(youngest["parent_id"], ancestors[0]["id"])
        self.assertIn(youngest["cell_id"], [c["id"] for c in run.descendants(ancestors[-1]["id"], "control", 1)])
        self.assertEqual("control", run.cell(youngest["cell_id"])["lives"][0]["condition"])

        branch = run.branch("12 h", "conditions:\n  late: [ { compound: palbociclib, dose: 1 uM, from: 24 h } ]\n", "control").wait()
        self.assertEqual(run.id, branch.refresh()["branch_of"]["run"])
        living = next(r["cell_id"] for r in rows if float(r["birth_h"]) < 24 < float(r["end_h"]))
        dosed = run.intervene(living, "24 h", {"compound": "palbociclib", "dose": "1 uM"}, "control").wait()
        self.assertEqual(["control", f"cell {living[:8]}"], dosed.refresh()["conditions"])
        self.assertTrue(self.client.models())
        self.assertEqual("sintropia", self.client.server()["name"])
        self.assertIn(run.id, [r.id for r in self.client.runs("completed")])
        self.assertEqual(run.fingerprint, self.client.run(run.id).fingerprint)

    def test_a_key_makes_asking_twice_one_run(self):
        key = "python " + os.urandom(8).hex()
        first = self.client.submit(ENDLESS, key=key)
        self.assertEqual(first.id, self.client.submit(ENDLESS, key=key).id)
        first.cancel()
        self.assertEqual("cancelled", first.wait().status)

    def test_what_is_wrong_with_a_scenario_comes_with_its_line(self):
        with self.assertRaises(sintropia.ApiError) as refused:
            self.client.submit(DRUGGED.replace("duration", "duraton"))
        self.assertEqual((422, "invalid-scenario"), (refused.exception.status, refused.exception.kind))
        self.assertTrue(any(p.line == 4 and p.nearest == "duration" for p in refused.exception.problems))
        self.assertIn("Did you mean 'duration'?", str(refused.exception))

    def test_what_is_not_there_is_told(self):
        with self.assertRaises(sintropia.ApiError) as refused:
            self.client.run("run-999999")
        self.assertEqual("unknown-run", refused.exception.kind)

    def test_a_run_is_paused_and_resumed(self):
        run = self.client.submit(ENDLESS)
        self._becomes(run, "running")
        run.pause()
        self._becomes(run, "paused")
        run.resume()
        self._becomes(run, "running")
        run.cancel()

    def test_a_living_cell_is_followed(self):
        run = self.client.submit(SLOW)
        self._becomes(run, "running")
        seen = []
        for told in run.follow_cell(FOUNDER):
            seen.append(told)
            if len(seen) == 2:
                run.cancel()
        self.assertEqual(FOUNDER, seen[0]["id"])
        self.assertEqual("run_over", seen[-1]["why"])

    def test_cells_need_anndata_or_a_file(self):
        run = self.client.submit(ENDLESS)
        run.cancel()
        try:
            import anndata  # noqa: F401
        except ImportError:
            with self.assertRaisesRegex(ImportError, "pip install anndata"):
                run.cells(t="48h")
        else:
            with self.assertRaisesRegex(FileNotFoundError, "cells.h5ad"):
                run.cells(t="48h")

    @unittest.skipUnless(os.environ.get("SINTROPIA_CUT_SERVER"), "SINTROPIA_CUT_SERVER names no server whose connections are cut.")
    def test_cut_again_and_again_every_event_is_heard_once(self):
        run = self.client.submit(ENDLESS)
        numbers = []
        for event in sintropia.Client(os.environ["SINTROPIA_CUT_SERVER"]).run(run.id).follow():
            self.assertFalse(event.is_gap)
            numbers.append(int(event.id.split("-")[1]))
            if len(numbers) == 20:
                run.cancel()
        self.assertEqual(list(range(numbers[0], numbers[0] + len(numbers))), numbers)

    @unittest.skipUnless(os.environ.get("SINTROPIA_CUT_SERVER"), "SINTROPIA_CUT_SERVER names no server whose connections are cut.")
    def test_cut_again_and_again_a_download_is_whole(self):
        run = self.client.submit(DRUGGED.replace("400 cells", "40 cells")).wait()
        cut = sintropia.Client(os.environ["SINTROPIA_CUT_SERVER"])
        expected = run.read("lineage.csv")
        self.assertGreater(len(expected), 8000)
        self.assertEqual(expected, cut.run(run.id).read("lineage.csv"))

    def test_cells_of_a_time_come_as_anndata(self):
        examples = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "examples")
        data = os.path.join(examples, "data", "measured-cells.h5ad")
        if importlib.util.find_spec("anndata") is None or not os.path.exists(data):
            self.skipTest("There is no anndata here, or no example with measured cells.")
        with open(os.path.join(examples, "measured-founders.yaml"), encoding="utf-8") as text, open(data, "rb") as cells:
            run = self.client.submit(text.read(), files={"data/measured-cells.h5ad": cells.read()}).wait()
        at_end = run.cells(t="48h")
        self.assertGreater(at_end.n_obs, 0)
        self.assertEqual({48.0}, set(at_end.obs["time_h"]))
        self.assertGreater(run.cells().n_obs, at_end.n_obs)
        with self.assertRaisesRegex(ValueError, "No cells were recorded at 7 h"):
            run.cells(t="7 h")

    def _becomes(self, run, status):
        for position in run.watch():
            if position.status == status:
                return
        self.fail(f"{run.id} ended and was never {status}.")


if __name__ == "__main__":
    unittest.main()
