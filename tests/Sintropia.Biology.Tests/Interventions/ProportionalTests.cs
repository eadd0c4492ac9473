using Sintropia.Biology.Interventions;

namespace Sintropia.Biology.Tests.Interventions;

public sealed class ProportionalTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(0.25, 0.2)]
    [InlineData(1, 0.8)]
    [InlineData(7, 0.8)]
    public void An_edit_acts_by_its_strength_and_no_more_than_fully(double strength, double effect) => Assert.Equal(effect, new Proportional(0.8).At(strength));
}
