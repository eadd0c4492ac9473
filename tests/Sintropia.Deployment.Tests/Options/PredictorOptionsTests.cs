namespace Sintropia.Deployment.Tests.Options;

public sealed class PredictorOptionsTests
{
    [Theory]
    [InlineData("Predictor__MaxBatch", "0", "Predictor:MaxBatch must be from 1")]
    [InlineData("Predictor__Linger", "00:01:00", "Predictor:Linger must be from 00:00:00 to 00:00:01")]
    [InlineData("Predictor__Queue", "0", "Predictor:Queue must be from 1")]
    [InlineData("Predictor__Queue", "100", "a batch of Predictor:MaxBatch 4096 would never fill")]
    [InlineData("Predictor__Host", "maybe", "Predictor:Host")]
    public void A_value_that_cannot_be_is_refused_with_what_to_do(string name, string value, string said) => Assert.Contains(said, Bound.Refused((name, value)), StringComparison.Ordinal);

    [Fact]
    public void A_linger_is_written_as_a_time() =>
        Assert.Equal(TimeSpan.FromMicroseconds(500), Bound.From(("Predictor__Linger", "00:00:00.0005")).Predictor.Linger);
}
