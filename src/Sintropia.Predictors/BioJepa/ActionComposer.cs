using System.Globalization;
using Sintropia.Tensors;
using Sintropia.Tensors.Layers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Predictors.BioJepa;

/// <summary>A perturbation's vector from what is acted on and how, as in v0.4: a = c·(1 + s) + t, c a projection of the entity's vector, s and t of the mode. It feeds <see cref="ActionPredictor"/>.</summary>
/// <remarks>Keys: projectors.{0,1,2}, mode_embedding, film_scale, film_shift, behind <c>composer.</c> in checkpoints. At the beginning the mode changes nothing. It is written from a description and has no fixture.</remarks>
public sealed class ActionComposer : Layer
{
    private const int Modes = 10, ModeWidth = 64;

    private readonly Linear[] _projectors;
    private readonly Embedding _modes;
    private readonly Linear _scale, _shift;

    /// <summary>A composer.</summary>
    /// <param name="width">Of its vectors. Default: 320.</param>
    /// <param name="entities">Lengths of the entities' vectors by kind; none for 320, 768 and 1536.</param>
    public ActionComposer(int width = 320, IReadOnlyList<int>? entities = null)
    {
        _projectors = [.. (entities ?? [320, 768, 1536]).Select((length, kind) => Inner($"projectors.{kind.ToString(CultureInfo.InvariantCulture)}", new Linear(length, width)))];
        _modes = Inner("mode_embedding", new Embedding(Modes, ModeWidth));
        _scale = Inner("film_scale", new Linear(ModeWidth, width, first: Initialisers.Zeros));
        _shift = Inner("film_shift", new Linear(ModeWidth, width, first: Initialisers.Zeros));
    }

    /// <summary>The vectors of perturbations.</summary>
    /// <param name="kind">What the entities are.</param>
    /// <param name="entities">Their vectors; [perturbations, length].</param>
    /// <param name="modes">How each is acted on; one per perturbation.</param>
    /// <returns>[perturbations, width]</returns>
    public Tensor Of(EntityKind kind, Tensor entities, params ReadOnlySpan<PerturbationMode> modes)
    {
        ArgumentNullException.ThrowIfNull(entities);
        if ((uint)kind >= (uint)_projectors.Length) throw new ArgumentOutOfRangeException(nameof(kind), kind, $"This composer projects entities of {_projectors.Length} kinds, and {kind} is none of them.");
        if (entities.Rank != 2 || entities.Shape[0] != modes.Length) throw ShapeException.Unfit("ActionComposer", entities.Shape, $"{modes.Length} modes were given; entities are [perturbations, length] with a mode each.");
        var places = new int[modes.Length];
        for (var i = 0; i < places.Length; i++) places[i] = (int)modes[i];
        var mode = _modes.Of(Indices.Of(places));
        return Seen(_projectors[(int)kind].Of(entities) * (_scale.Of(mode) + 1) + _shift.Of(mode));
    }
}
