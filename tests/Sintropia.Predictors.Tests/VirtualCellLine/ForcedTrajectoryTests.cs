using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;

namespace Sintropia.Predictors.Tests.VirtualCellLine;

public sealed class ForcedTrajectoryTests
{
    private readonly LinearNetwork _network = new(Tensor.From([3, 3], [0.2f, 0.1f, 0, 0.5f, 0.1f, 0.2f, 0, 0.3f, 0.4f]));

    [Fact]
    public void A_linear_network_goes_to_the_fixed_point_of_its_closed_form()
    {
        var states = new ForcedTrajectory { Rest = 1e-7 }.Of(_network, Tensor.Of(1, 1, 1), gene: 0, target: 2);

        // s = A·(s with gene 0 at 2): s₁ = 1 + 0.1·s₁ + 0.2·s₂, s₂ = 0.3·s₁ + 0.4·s₂, s₀ = 0.4 + 0.1·s₁.
        var s1 = 1 / (0.9f - 0.2f * 0.5f);
        Rows.Near(Tensor.Of(0.4f + 0.1f * s1, s1, 0.5f * s1), states.At(0, -1), 1e-5f);
        Assert.InRange(states.Shape[0], 12, 40); // the picture of the cell, ten steps of the level, and rest
    }

    [Fact]
    public void States_that_keep_the_depth_of_the_cell_do_not_grow_where_a_network_makes_ever_more_of_its_own_pictures()
    {
        var growing = new LinearNetwork(Tensor.From([2, 2], [1.5f, 0.5f, 0.5f, 1.5f]));
        var cell = Tensor.Of(1, 2);
        double Size(Tensor states) => states.At(0, -1).ToArray().Sum(v => Math.Exp(v) - 1);

        Assert.True(Size(new ForcedTrajectory { MostSteps = 30 }.Of(growing, cell, 0, 1.5)) > 1e6);
        Assert.Equal(Math.Exp(1) + Math.Exp(2) - 2, Size(new ForcedTrajectory { MostSteps = 30, Rule = TrajectoryRule.KeptDepth }.Of(growing, cell, 0, 1.5)), 1e-4);
    }

    [Fact]
    public void The_first_state_is_the_network_s_own_picture_and_the_cell_stays_as_it_was()
    {
        var cell = Tensor.Of(1, 1, 1);
        var states = new ForcedTrajectory().Of(_network, cell, 1, 0);

        Rows.Near(Tensor.Of(0.3f, 0.8f, 0.7f), states.At(0, 0));
        Assert.Equal([1, 1, 1], cell.ToArray());
    }

    [Fact]
    public void As_published_states_show_the_forced_level_and_the_settled_one_is_left_out()
    {
        var fedBack = new ForcedTrajectory().Of(_network, Tensor.Of(1, 1, 1), 0, 0.25);
        var published = new ForcedTrajectory { Rule = TrajectoryRule.Published, Rest = 100 }.Of(_network, Tensor.Of(1, 1, 1), 0, 0.25);

        Assert.Equal(10, published.Shape[0]); // rests with the tenth step, whose state is left out
        Rows.Near(Tensor.Of(0.925f, 0.85f, 0.775f, 0.7f, 0.625f, 0.55f, 0.475f, 0.4f, 0.325f, 0.25f), published.At(1, 0).Contiguous(), 1e-6f);
        Rows.Near(fedBack.Slice(0, 0, 10).Slice(1, 1, 2), published.Slice(1, 1, 2), 1e-6f);
    }

    [Fact]
    public void As_published_a_state_that_nothing_was_computed_from_is_the_network_s_own()
    {
        var published = new ForcedTrajectory { Rule = TrajectoryRule.Published, MostSteps = 3 }.Of(_network, Tensor.Of(1, 1, 1), 0, 0.25);

        Rows.Near(new ForcedTrajectory { MostSteps = 3 }.Of(_network, Tensor.Of(1, 1, 1), 0, 0.25).At(0, -1), published.At(0, -1));
    }

    [Fact]
    public void Gene_by_gene_a_gene_is_predicted_from_itself_alone()
    {
        var states = new ForcedTrajectory { Rule = TrajectoryRule.GeneByGene, MostSteps = 1, Share = 1 }.Of(_network, Tensor.Of(1, 2, 3), 0, 5);

        Rows.Near(Tensor.From([2, 3], [5, 0.2f, 1.2f, 1, 0.02f, 0.48f]), states); // the diagonal is 0.2, 0.1, 0.4
    }

    [Fact]
    public void A_share_that_does_not_divide_the_way_stops_at_the_target()
    {
        var states = new ForcedTrajectory { Share = 0.3, Rest = 1e-6 }.Of(_network, Tensor.Of(1, 1, 1), 0, 2);

        Rows.Near(new ForcedTrajectory { Rest = 1e-6 }.Of(_network, Tensor.Of(1, 1, 1), 0, 2).At(0, -1), states.At(0, -1));
    }

    [Fact]
    public void A_gene_that_is_not_there_is_refused() => Assert.Contains("genes 0 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => new ForcedTrajectory().Of(_network, Tensor.Of(1, 1, 1), 3, 0)).Message);

    private sealed class LinearNetwork(Tensor matrix) : VirtualCellLineNetwork
    {
        public override Tensor Of(Tensor x) => x.Linear(matrix);
    }
}
