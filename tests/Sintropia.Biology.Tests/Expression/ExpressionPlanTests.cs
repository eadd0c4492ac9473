using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;

namespace Sintropia.Biology.Tests.Expression;

public sealed class ExpressionPlanTests
{
    private static readonly ExpressionPlan Plan = new() { Predictor = "p", Dimensions = 3, HalfLives = [6] };

    [Fact]
    public void A_plan_that_makes_sense_passes()
    {
        Plan.Check();
        (Plan with { HalfLives = [6, double.PositiveInfinity, 0.1], ResidualSpread = [0, 1, 2], Tolerance = 0, AskEvery = 1, Programmes = [new("t", new float[Phases.Count * 3])] }).Check();
        (Plan with { Dimensions = ExpressionPlan.MostDimensions }).Check();
    }

    [Fact]
    public void What_makes_no_sense_is_refused_with_its_value()
    {
        Refused("in 0 dimensions", Plan with { Dimensions = 0 });
        Refused("in 4097 dimensions", Plan with { Dimensions = 4097 });
        Refused("2 half-lives for 3 dimensions", Plan with { HalfLives = [6, 7] });
        Refused("0 half-lives for 3 dimensions", Plan with { HalfLives = [] });
        Refused("half-life of 0 h", Plan with { HalfLives = [1, 0, 1] });
        Refused("half-life is not a number", Plan with { HalfLives = [double.NaN] });
        Refused("2 residual spreads", Plan with { ResidualSpread = [1, 2] });
        Refused("residual spread of -1", Plan with { ResidualSpread = [-1] });
        Refused("residual spread of NaN", Plan with { ResidualSpread = [double.NaN] });
        Refused("tolerance of -0.1", Plan with { Tolerance = -0.1 });
        Refused("asked every 0 ticks", Plan with { AskEvery = 0 });
        Refused("inherit 1.1", Plan with { Inheritance = 1.1 });
        Refused("programme of t holds 5 numbers, and 9 phases of 3 dimensions are 27", Plan with { Programmes = [new("t", new float[5])] });
    }

    private static void Refused(string why, ExpressionPlan plan) => Assert.Contains(why, Assert.Throws<ArgumentException>(plan.Check).Message);
}
