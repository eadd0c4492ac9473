"""What needs no server."""

import io
import sys
import types
import unittest
from unittest import mock

import sintropia
from sintropia import run as run_module
from sintropia import transport
from sintropia.records import File


class AloneTests(unittest.TestCase):
    def test_no_server_is_told_with_what_to_do(self):
        with self.assertRaisesRegex(sintropia.NoServerError, "sintropia serve"):
            sintropia.Client("http://127.0.0.1:1", patience=0).server()

    def test_events_are_read_as_the_standard_has_them(self):
        told = io.BytesIO(b": hello\nretry: 2000\n\nid: a-1\nevent: progress\ndata: {}\n\n:\n\ndata: one\ndata:two\n\ndata: cut off")
        self.assertEqual([("a-1", "progress", "{}"), (None, "message", "one\ntwo")], list(transport._messages(told)))

    def test_times_are_read_with_their_unit(self):
        self.assertEqual([48.0, 48.0, 0.5, 48.0, 7.0], [run_module._hours(t) for t in ("48h", "2 d", "30 min", "48", 7)])
        with self.assertRaisesRegex(ValueError, "with its unit"):
            run_module._hours("soon")

    def test_keys_that_a_newer_server_adds_are_passed_over(self):
        self.assertEqual("running", sintropia.Position.of({"status": "running", "mood": "good"}).status)

    def test_cells_of_one_time_come_as_anndata(self):
        """With a stand-in for anndata where it is not installed: rows and their obs."""
        made = run_module.Run(mock.Mock(), {"id": "run-000001", "name": "x", "status": "completed"})
        with mock.patch.dict(sys.modules, {"anndata": types.SimpleNamespace(read_h5ad=lambda path: _Cells([24.0, 48.0, 48.0], ["a", "a", "b"]))}), \
                mock.patch.object(run_module.Run, "files", return_value=[File("cells.h5ad", "application/x-hdf5")]), mock.patch.object(run_module.Run, "download"):
            self.assertEqual([24.0, 48.0, 48.0], made.cells().obs["time_h"])
            self.assertEqual([48.0, 48.0], made.cells(t="48h").obs["time_h"])
            self.assertEqual(["b"], made.cells(t="2 d", condition="b").obs["condition"])
            with self.assertRaisesRegex(ValueError, "They were at 24, 48 h"):
                made.cells(t="12h")


class _Cells:
    def __init__(self, times, conditions):
        self.obs = {"time_h": times, "condition": conditions}

    def __getitem__(self, rows):
        return _Cells(*([v for v, keep in zip(self.obs[k], rows) if keep] for k in ("time_h", "condition")))

    def copy(self):
        return self


if __name__ == "__main__":
    unittest.main()
