using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Tests.Tissues;

public sealed class RenewalFeedbackTests
{
    [Fact]
    public void Renewal_is_free_without_descendants_halved_at_half_and_falls_with_its_power()
    {
        var law = new RenewalFeedback(2, Half: 5000, Power: 2);

        Assert.Equal(1, law.At(0));
        Assert.Equal(0.5, law.At(5000), 14);
        Assert.Equal(0.2, law.At(10_000), 14);
    }
}
