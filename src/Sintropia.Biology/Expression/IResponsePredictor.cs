namespace Sintropia.Biology.Expression;

/// <summary>Says how cells respond to what reaches them. The seam between the law and every network, local or on another machine.</summary>
public interface IResponsePredictor
{
    /// <summary>What it is, and what it knows.</summary>
    PredictorCard Card { get; }

    /// <summary>Says where cells would settle: x* = f(x₀, exposure). May be called by many at once. The answer to a row is the same whatever other rows it is asked with.</summary>
    /// <param name="question">The cells and their exposures; its memory is the caller's again once the answer is there.</param>
    /// <param name="settled">x* of each cell; shape [cells, dimensions], row-major.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask Respond(ResponseQuestion question, Memory<float> settled, CancellationToken cancellation);
}
