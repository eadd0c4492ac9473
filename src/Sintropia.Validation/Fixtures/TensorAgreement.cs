namespace Sintropia.Validation.Fixtures;

/// <summary>How near one tensor of ours is to the reference's run in float64.</summary>
/// <param name="Name">Its name in the fixture, without the case.</param>
/// <param name="Error">Largest absolute difference, divided by the largest absolute value of the reference or 0.001, whichever is larger. Infinite where one of the two is no finite number and the other is another.</param>
/// <param name="Allowed">The largest error that passes.</param>
/// <param name="Reference">The error of the reference's own run in float32.</param>
/// <param name="Problem">Why it cannot be compared; null where it can.</param>
public sealed record TensorAgreement(string Name, double Error, double Allowed, double Reference, string? Problem = null)
{
    /// <summary>Whether it passes.</summary>
    public bool Agrees => Problem is null && Error <= Allowed;
}
