using Sintropia.Predictors.BioJepa;
using Sintropia.Tensors;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.Tests.BioJepa;

public sealed class ActionComposerTests
{
    private readonly ActionComposer _composer = new(4, [3, 5]);

    public ActionComposerTests() => _composer.Initialise(1);

    [Fact]
    public void At_the_beginning_the_mode_changes_nothing()
    {
        var entities = Rows.Draw([2, 3], 1);

        Assert.Equal(
            _composer.Of(EntityKind.Protein, entities, PerturbationMode.Control, PerturbationMode.Control).ToArray(),
            _composer.Of(EntityKind.Protein, entities, PerturbationMode.Interference, PerturbationMode.Knockout).ToArray());
    }

    [Fact]
    public void A_mode_scales_and_shifts_what_is_projected()
    {
        var state = _composer.State.ToDictionary(s => s.Name, s => s.Tensor);
        state["film_scale.bias"].FillInPlace(1);
        state["film_shift.bias"].FillInPlace(-3);
        var entities = Rows.Draw([1, 5], 2);

        Rows.Near(entities.Linear(state["projectors.1.weight"], state["projectors.1.bias"]) * 2 - 3, _composer.Of(EntityKind.Chemical, entities, PerturbationMode.Drug));
    }

    [Fact]
    public void The_published_composer_has_as_many_parameters_as_its_authors_say() => Assert.Equal(882_880, new ActionComposer().Parameters.Sum(p => p.Tensor.Count));

    [Fact]
    public void Entities_without_a_mode_or_projector_are_refused()
    {
        Assert.Throws<ShapeException>(() => _composer.Of(EntityKind.Protein, Tensor.Ones([2, 3]), PerturbationMode.Drug));
        Assert.Throws<ArgumentOutOfRangeException>(() => _composer.Of(EntityKind.Dna, Tensor.Ones([1, 3]), PerturbationMode.Drug));
    }
}
