namespace Sintropia.Grains.Predictors;

/// <summary>A predictor on a machine that has the device. Its key is that of the organism, without an epoch.</summary>
[Alias("predictor")]
public interface IPredictorGrain : IGrainWithStringKey
{
    /// <summary>Answers a question.</summary>
    /// <param name="question">As <see cref="QuestionBytes"/> writes it.</param>
    /// <returns>x* of each cell, little-endian; shape [cells, dimensions].</returns>
    Task<byte[]> Respond(byte[] question);
}
