using Sintropia.Biology.Expression;
using Sintropia.Grains.Predictors;

namespace Sintropia.Grains.Tests.Predictors;

public sealed class QuestionBytesTests
{
    private static readonly ResponseQuestion Question = new(2, new float[] { 1, 2, 3, 4, -0f, float.Epsilon }, new ushort[] { 1, 0, ushort.MaxValue }, 2, new float[] { 5, 6, 7, 8 });

    [Fact]
    public void A_question_reads_back_as_it_was_written()
    {
        var read = QuestionBytes.Read(QuestionBytes.Of(Question));

        Assert.Equal((Question.Dimensions, Question.Agents), (read.Dimensions, read.Agents));
        Assert.Equal(Question.Rows.ToArray().Select(BitConverter.SingleToInt32Bits), read.Rows.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(Question.Classes.ToArray(), read.Classes.ToArray());
        Assert.Equal(Question.Exposures.ToArray(), read.Exposures.ToArray());
    }

    [Fact]
    public void A_question_about_nobody_under_no_agents_reads_back_too()
    {
        var read = QuestionBytes.Read(QuestionBytes.Of(new(16, Array.Empty<float>(), Array.Empty<ushort>(), 0, Array.Empty<float>())));

        Assert.Equal((16, 0, 0), (read.Dimensions, read.Cells, read.Agents));
    }

    [Fact]
    public void Bytes_that_were_cut_or_grew_are_refused_with_what_to_do()
    {
        var bytes = QuestionBytes.Of(Question);
        foreach (var length in Enumerable.Range(0, bytes.Length))
            Assert.Contains("one version", Assert.Throws<InvalidDataException>(() => QuestionBytes.Read(bytes[..length])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => QuestionBytes.Read([.. bytes, 0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    public void Headers_that_promise_too_much_or_less_than_nothing_are_refused(int at)
    {
        foreach (var lie in new[] { -1, int.MinValue, int.MaxValue, 1 << 30 })
        {
            var bytes = QuestionBytes.Of(Question);
            BitConverter.TryWriteBytes(bytes.AsSpan(at), lie);
            if (at == 8 && lie > 0) continue; // how many agents there are is checked against the card
            Assert.Throws<InvalidDataException>(() => QuestionBytes.Read(bytes));
        }
    }
}
