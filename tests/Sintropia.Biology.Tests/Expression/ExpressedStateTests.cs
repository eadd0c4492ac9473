using Sintropia.Biology.Expression;

namespace Sintropia.Biology.Tests.Expression;

public sealed class ExpressedStateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void What_is_written_is_read_again(int dimensions)
    {
        var state = new ExpressedState(dimensions) { Asked = new(ulong.MaxValue - 5, 123456, 4) };
        for (var k = 0; k < dimensions; k++) (state.Residual[k], state.Present[k], state.Settled[k]) = (k + 0.1f, -k - 0.2f, k * 1e-30f);
        var bytes = new byte[ExpressedState.BytesOf(dimensions)];
        state.Write(bytes);
        var read = ExpressedState.Read(bytes, dimensions);

        Assert.Equal(state.Residual, read.Residual);
        Assert.Equal(state.Present, read.Present);
        Assert.Equal(state.Settled, read.Settled);
        Assert.Equal(state.Asked, read.Asked);
        Assert.Contains($"{bytes.Length - 1} bytes cannot hold", Assert.Throws<ArgumentException>(() => ExpressedState.Read(bytes.AsSpan(1), dimensions)).Message);
    }

    [Fact]
    public void A_last_ask_has_no_padding_that_could_differ() => Assert.Equal(LastAsk.Bytes, System.Runtime.CompilerServices.Unsafe.SizeOf<LastAsk>());
}
