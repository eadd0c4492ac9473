namespace Sintropia.Grains.Predictors;

/// <summary>A single cell of which a predictor is asked. From its question to its answer it is in the hands of the batch, and nobody else may change it.</summary>
public interface IAskedCell
{
    /// <summary>Says what the predictor is to know of it.</summary>
    /// <param name="unperturbed">x₀; shape [dimensions].</param>
    void Describe(Span<float> unperturbed);

    /// <summary>Takes the answer, on any thread. It must not wait for anybody.</summary>
    /// <param name="settled">x*; shape [dimensions].</param>
    void Hear(ReadOnlySpan<float> settled);

    /// <summary>There is no answer.</summary>
    /// <param name="why">Why not.</param>
    void Fail(Exception why);
}
