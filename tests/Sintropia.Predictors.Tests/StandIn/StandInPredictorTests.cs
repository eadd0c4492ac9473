using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Interventions;
using Sintropia.Predictors.StandIn;

namespace Sintropia.Predictors.Tests.StandIn;

public sealed class StandInPredictorTests
{
    private static readonly Agent Drug = new("drug", AgentKind.Compound, "uM"), Serum = new("serum", AgentKind.Environment, "%") { Baseline = 10 };

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(64)]
    public void A_row_is_answered_the_same_whatever_rows_are_beside_it(int dimensions)
    {
        var predictor = new StandInPredictor(dimensions, [Drug, Serum]);
        var rows = Some(150 * dimensions);
        ushort[] classes = [.. Enumerable.Range(0, 150).Select(i => (ushort)(i % 3))];
        float[] levels = [0, 10, 0.5f, 10, 3, 5];
        var together = Ask(predictor, rows, classes, levels);

        foreach (var batch in new[] { 1, 2, 7, 8, 9, 63, 64, 65, 149 })
            for (var from = 0; from < 150; from += batch)
            {
                var count = Math.Min(batch, 150 - from);
                var alone = Ask(predictor, rows[(from * dimensions)..((from + count) * dimensions)], classes[from..(from + count)], levels);
                Assert.Equal(together[(from * dimensions)..((from + count) * dimensions)], alone);
            }
    }

    [Fact]
    public void The_number_of_a_class_is_of_no_account()
    {
        var predictor = new StandInPredictor(5, [Drug]);

        Assert.Equal(Ask(predictor, Some(10), [0, 1], [2, 7]), Ask(predictor, Some(10), [2, 0], [7, 1, 2]));
    }

    [Fact]
    public void Where_nothing_is_done_cells_stay_as_they_are_to_the_last_bit()
    {
        var rows = Some(20 * 64);

        Assert.Equal(rows, Ask(new(64, [Drug, Serum]), rows, new ushort[20], [0, 10]));
        Assert.Equal(rows, Ask(new(64, []), rows, new ushort[20], []));
    }

    [Fact]
    public void A_dose_moves_cells_the_further_the_higher_it_is()
    {
        var (predictor, rows) = (new StandInPredictor(64, [Drug]), Some(64));
        double Moved(float level) => Ask(predictor, rows, [0], [level]).Zip(rows, (a, b) => Math.Abs(a - b)).Average();

        Assert.InRange(Moved(0.1f), 0.001, Moved(1));
        Assert.InRange(Moved(1), 0.01, Moved(10));
        Assert.InRange(Moved(10), 0.1, 100);
    }

    [Fact]
    public void Another_agent_that_is_not_given_changes_no_answer()
    {
        var rows = Some(3 * 16);

        Assert.Equal(Ask(new(16, [Drug]), rows, new ushort[3], [0.7f]), Ask(new(16, [Serum, Drug]), rows, new ushort[3], [10, 0.7f]));
    }

    [Fact]
    public void Its_answers_never_change()
    {
        // Stored runs rest on these bits; on every machine they are the same.
        var answer = Ask(new(64, [Drug]), Some(100 * 64), new ushort[100], [0.5f]);

        Assert.StartsWith("35ba5691cfb59cab49274adb1249ea78", Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(answer.AsSpan()))));
    }

    [Fact]
    public async Task It_gives_up_when_told_to()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new StandInPredictor(2, []).Respond(new(2, new float[2], new ushort[1], 0, new float[0]), new float[2], source.Token).AsTask());
    }

    [Fact]
    public void A_question_by_another_card_is_refused() => Assert.Contains(
        "stand-in was asked in 3 dimensions about 0 agents, and knows 2 dimensions and 0 agents.",
        Assert.Throws<ArgumentException>(() => new StandInPredictor(2, []).Respond(new(3, new float[3], new ushort[1], 0, new float[0]), new float[3], TestContext.Current.CancellationToken)).Message);

    private static float[] Ask(StandInPredictor predictor, float[] rows, ushort[] classes, float[] levels)
    {
        var answer = new float[rows.Length];
        var question = new ResponseQuestion(predictor.Card.Dimensions, rows, classes, predictor.Card.Agents.Count, levels);
        Assert.True(predictor.Respond(question, answer, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        return answer;
    }

    private static float[] Some(int count) => [.. Enumerable.Range(0, count).Select(i => (float)(i * 7919 % 997 / 400.0 - 1))];
}
