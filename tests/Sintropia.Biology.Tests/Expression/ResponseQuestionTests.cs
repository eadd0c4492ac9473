using Sintropia.Biology.Expression;

namespace Sintropia.Biology.Tests.Expression;

public sealed class ResponseQuestionTests
{
    private static readonly ResponseQuestion Question = new(2, new float[6], new ushort[3], 4, new float[8]);

    [Fact]
    public void A_question_that_fits_passes() => Question.Check(PredictorCardTests.Card, 6);

    [Fact]
    public void What_does_not_fit_is_refused_with_its_numbers()
    {
        Refused("asked in 3 dimensions", Question with { Dimensions = 3 });
        Refused("about 2 agents", Question with { Agents = 2 });
        Refused("has 5 numbers and room for 6", Question with { Rows = new float[5] });
        Refused("has 6 numbers and room for 7", Question, 7);
        Refused("5 levels, which are no whole classes of 4 agents", Question with { Exposures = new float[5] });
    }

    private static void Refused(string why, ResponseQuestion question, int room = 6) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(() => question.Check(PredictorCardTests.Card, room)).Message);
}
