namespace Sintropia.Biology.Cells;

/// <summary>A heritable change that happens to newborns of a type, each for itself, with one probability at every birth: the clone that follows is of another type.</summary>
/// <param name="To">The type that a mutant and all that descend from it are of, as its index in the scenario.</param>
/// <param name="Probability">Per daughter, above 0 to 1.</param>
/// <remarks>Luria and Delbrück 1943, Genetics 28:491: mutants arise before and without what selects them, at a constant rate per birth. Of a pure birth process that was founded with n cells and came to N, a share of about µ·ln(N/n) is mutant where mutants grow alike.</remarks>
public sealed record Mutation(int To, double Probability)
{
    /// <summary>Per daughter.</summary>
    public double Probability { get; } = Probability is > 0 and <= 1
        ? Probability
        : throw new ArgumentOutOfRangeException(nameof(Probability), Probability, $"A newborn cannot mutate with a probability of {Probability}. Give a number above 0 and up to 1.");

    /// <summary>The type that a cell is of after its chance to mutate.</summary>
    /// <param name="mutations">What may happen to it; probabilities sum to 1 at most.</param>
    /// <param name="type">Its type otherwise.</param>
    /// <param name="uniform">A draw in (0, 1).</param>
    public static int Of(IReadOnlyList<Mutation> mutations, int type, double uniform)
    {
        var below = 0.0;
        for (var i = 0; i < mutations.Count; i++)
        {
            below += mutations[i].Probability;
            if (uniform < below) return mutations[i].To;
        }

        return type;
    }
}
