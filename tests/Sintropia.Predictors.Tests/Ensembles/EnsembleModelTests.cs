using Sintropia.Biology.Expression;
using Sintropia.Predictors.Ensembles;
using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Tests.Ensembles;

public sealed class EnsembleModelTests
{
    [Fact]
    public void It_says_what_its_members_say_on_average_and_how_far_they_disagree()
    {
        var ensemble = new EnsembleModel("three", [new Raising(1), new Raising(2), new Raising(6)]);
        float[] cells = [1, 2, 3, 4], settled = new float[4];
        var treatment = Treatment.Of("A", "control");

        ensemble.Respond(treatment, cells, settled);

        Assert.Equal([4, 2, 6, 4], settled);
        Assert.Equal([[1, 0], [2, 0], [6, 0]], ensemble.Changes(treatment, cells));
        Assert.Equal([Math.Sqrt(7), 0], EnsembleModel.Spread(ensemble.Changes(treatment, cells)));
    }

    [Fact]
    public void Where_nothing_is_done_cells_stay_to_the_bit()
    {
        float[] cells = [0.1f, 1 / 3f], settled = new float[2];

        new EnsembleModel("three", [new Raising(1), new Raising(2), new Raising(6)]).Respond(Treatment.None, cells, settled);

        Assert.Equal(cells.AsEnumerable(), settled);
    }

    [Fact]
    public void It_objects_to_what_one_member_objects_to_and_answers_sets_where_one_does()
    {
        var ensemble = new EnsembleModel("two", [new Raising(1), new Raising(2, "B", SetPolicy.Sets)]);

        Assert.Equal("not B", ensemble.Objection(Treatment.Of("B", "control")));
        Assert.Null(ensemble.Objection(Treatment.Of("A", "control")));
        Assert.Equal(SetPolicy.Sets, ensemble.Sets);
    }

    [Fact]
    public void One_member_and_other_panels_are_refused()
    {
        Assert.Contains("cannot disagree", Assert.Throws<ArgumentException>(() => new EnsembleModel("one", [new Raising(1)])).Message);
        Assert.Contains("different panels, of 2 and 1 genes", Assert.Throws<ArgumentException>(() => new EnsembleModel("two", [new Raising(1), new Raising(1, genes: "X")])).Message);
    }

    /// <summary>Raises the first gene.</summary>
    private sealed class Raising(float by, string unknown = "", SetPolicy sets = SetPolicy.Rows, params string[] genes) : IPerturbationModel
    {
        public string Name => $"by {by}";

        public IReadOnlyList<string> Genes => genes.Length > 0 ? genes : ["X", "Y"];

        public SetPolicy Sets => sets;

        public string? Objection(Treatment treatment) => treatment.Name == unknown && unknown.Length > 0 ? $"not {unknown}" : null;

        public void Respond(Treatment treatment, ReadOnlySpan<float> cells, Span<float> settled)
        {
            cells.CopyTo(settled);
            if (!(treatment.Strength > 0)) return;
            for (var i = 0; i < settled.Length; i += Genes.Count) settled[i] += by;
        }
    }
}
