namespace Sintropia.Biology.Expression;

/// <summary>What a predictor is asked: where would these cells settle under these exposures? The answer to a row depends on the row and its exposure alone, never on the rows beside it.</summary>
/// <param name="Dimensions">Dimensions of a state.</param>
/// <param name="Rows">x₀ of each cell; shape [cells, dimensions], row-major.</param>
/// <param name="Classes">Exposure class of each cell, an index into <paramref name="Exposures"/>; shape [cells].</param>
/// <param name="Agents">Agents on the predictor's card.</param>
/// <param name="Exposures">Level of each agent; shape [classes, agents], agents in the order of the card.</param>
public sealed record ResponseQuestion(int Dimensions, ReadOnlyMemory<float> Rows, ReadOnlyMemory<ushort> Classes, int Agents, ReadOnlyMemory<float> Exposures)
{
    /// <summary>How many cells are asked about.</summary>
    public int Cells => Classes.Length;

    /// <summary>Numbers in an answer.</summary>
    public int Length => Cells * Dimensions;

    /// <summary>Makes sure that question, answer and card fit together; for predictors to call first.</summary>
    /// <param name="card">The card of who is asked.</param>
    /// <param name="answer">Numbers that there is room for in the answer.</param>
    /// <exception cref="ArgumentException">They do not.</exception>
    public void Check(PredictorCard card, int answer)
    {
        if (Dimensions != card.Dimensions || Agents != card.Agents.Count)
            throw new ArgumentException($"{card.Name} was asked in {Dimensions} dimensions about {Agents} agents, and knows {card.Dimensions} dimensions and {card.Agents.Count} agents. Ask it by its own card.");
        if (Rows.Length != Length || answer != Length)
            throw new ArgumentException($"A question about {Cells} cells in {Dimensions} dimensions has {Rows.Length} numbers and room for {answer} in the answer. Both must be {Length}.");
        if (Agents > 0 && Exposures.Length % Agents != 0)
            throw new ArgumentException($"Exposures hold {Exposures.Length} levels, which are no whole classes of {Agents} agents. Give each class one level of each agent.");
    }
}
