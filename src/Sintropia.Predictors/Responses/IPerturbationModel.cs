using Sintropia.Biology.Expression;

namespace Sintropia.Predictors.Responses;

/// <summary>Says what cells become under a treatment: what benchmarks compare, and what drives a culture. Baselines and trained systems alike.</summary>
public interface IPerturbationModel
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>The genes of a cell, in order.</summary>
    IReadOnlyList<string> Genes { get; }

    /// <summary>Whether cells are answered one by one, or as sets of those that are given together.</summary>
    SetPolicy Sets { get; }

    /// <summary>Why a treatment cannot be answered, with the nearest names and what to do; null where it can. Nothing is answered by something else in silence.</summary>
    string? Objection(Treatment treatment);

    /// <summary>What cells become. Under no treatment, or one at level 0, they stay as they are.</summary>
    /// <param name="treatment">What is done to all of them.</param>
    /// <param name="cells">Unperturbed, log-normalised; [cells, genes].</param>
    /// <param name="settled">Gets the cells after it; [cells, genes]. Which cell became which means nothing where a model answers sets.</param>
    /// <exception cref="Perturbations.UnknownPerturbationException">The model does not know the treatment.</exception>
    void Respond(Treatment treatment, ReadOnlySpan<float> cells, Span<float> settled);
}
