using System.Text;

namespace Sintropia.Client.Tests;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Events_are_read_as_the_standard_has_them()
    {
        var seen = await Read(": hello\nretry: 2000\n\nid: a-1\nevent: progress\ndata: {\"x\":1}\n\n:\n\ndata: one\ndata:two\n\nid: a-2\nevent: end\ndata\n\ndata: cut off");

        Assert.Equal([new("a-1", "progress", "{\"x\":1}"), new(null, "message", "one\ntwo"), new("a-2", "end", "")], seen);
    }

    [Fact]
    public async Task Lines_may_end_in_other_ways() => Assert.Equal([new(null, "message", "x")], await Read("data: x\r\n\r\n"));

    private static async Task<List<EventStream.Message>> Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var seen = new List<EventStream.Message>();
        await foreach (var message in EventStream.Read(stream, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)) seen.Add(message);
        return seen;
    }
}
