using Sintropia.Predictors.StateTransition;

namespace Sintropia.Predictors.Tests.StateTransition;

public sealed class SetFormationTests
{
    /// <summary>Two types of 30 controls in three batches; 25 cells of A, and 5 of B in one type.</summary>
    private static readonly CellKey[] s_cells =
    [
        .. Enumerable.Range(0, 60).Select(i => new CellKey(i % 2 == 0 ? "T" : "NK", "ctrl", $"b{i % 3}")),
        .. Enumerable.Range(0, 50).Select(i => new CellKey(i % 2 == 0 ? "T" : "NK", "A", $"b{i % 3}")),
        .. Enumerable.Range(0, 5).Select(_ => new CellKey("T", "B", "elsewhere")),
    ];

    [Fact]
    public void Sets_hold_one_type_and_perturbation_and_every_cell_stands_in_one()
    {
        var sets = new SetFormation { CellsPerSet = 10 }.Of(s_cells, "ctrl");

        Assert.All(sets, set => Assert.All(set.Cells, cell => Assert.Equal((set.CellType, set.Perturbation), (s_cells[cell].CellType, s_cells[cell].Perturbation))));
        Assert.All(sets, set => Assert.All(set.Controls, cell => Assert.Equal((set.CellType, "ctrl"), (s_cells[cell].CellType, s_cells[cell].Perturbation))));
        Assert.Equal(Enumerable.Range(0, s_cells.Length), sets.SelectMany(set => set.Cells).Order());
        Assert.Equal([10, 10, 5, 10, 10, 10, 10, 10, 5, 5, 10, 10, 10], sets.Select(set => set.Cells.Length)); // NK: A, ctrl; T: A, B, ctrl
        Assert.All(sets, set => Assert.Equal(set.Cells.Length, set.Controls.Length));
    }

    [Fact]
    public void Short_sets_are_filled_from_their_own_group()
    {
        var sets = new SetFormation { CellsPerSet = 10, FillsShortSets = true, IncludesControls = false }.Of(s_cells, "ctrl");

        Assert.All(sets, set => Assert.Equal(10, set.Cells.Length));
        Assert.DoesNotContain(sets, set => set.Perturbation == "ctrl");
        Assert.Equal(5, sets.Single(set => set.Perturbation == "B").Cells.Distinct().Count());
    }

    [Fact]
    public void Controls_are_of_the_batch_where_it_has_any()
    {
        var sets = new SetFormation { CellsPerSet = 10, ControlsOfSameBatch = true }.Of(s_cells, "ctrl");

        Assert.All(sets.Where(s => s.Perturbation == "A"), set => Assert.All(set.Cells.Zip(set.Controls), p => Assert.Equal(s_cells[p.First].Batch, s_cells[p.Second].Batch)));
        Assert.Equal(5, sets.Single(s => s.Perturbation == "B").Controls.Length); // its batch has none: of the type
    }

    [Fact]
    public void The_same_seed_forms_the_same_sets()
    {
        static int[] Cells(ulong seed) => [.. new SetFormation { CellsPerSet = 7, Seed = seed }.Of(s_cells, "ctrl").SelectMany(s => s.Cells.Concat(s.Controls))];

        Assert.Equal(Cells(1), Cells(1));
        Assert.NotEqual(Cells(1), Cells(2));
    }

    [Fact]
    public void A_type_without_controls_is_told() =>
        Assert.Contains("No cell of the type 'B cell' is a control 'ctrl'", Assert.Throws<ArgumentException>(() => new SetFormation().Of([.. s_cells, new("B cell", "A")], "ctrl")).Message);
}
