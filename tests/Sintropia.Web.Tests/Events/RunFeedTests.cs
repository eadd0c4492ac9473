using System.Buffers;
using System.Text;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Web.Events;

namespace Sintropia.Web.Tests.Events;

[Collection(MeasuredAlone.Name)]
public sealed class RunFeedTests
{
    private readonly RunFeed _feed = new(16, "feed");

    [Fact]
    public void A_reader_who_comes_back_hears_what_follows_and_nothing_twice()
    {
        Tell(10);
        var (heard, missing) = _feed.Place("feed-4");

        Assert.False(missing);
        Assert.Equal(["feed-5", "feed-6", "feed-7", "feed-8", "feed-9", "feed-10"], Read(ref heard));
        Assert.Empty(Read(ref heard));
    }

    [Fact]
    public void Who_begins_hears_the_newest_first()
    {
        Tell(10);
        var (heard, missing) = _feed.Place(null);

        Assert.False(missing);
        Assert.Equal(["feed-10"], Read(ref heard));
    }

    [Fact]
    public void Who_was_away_for_too_long_is_told_how_many_are_missing()
    {
        Tell(40);
        var (heard, _) = _feed.Place("feed-4");

        Assert.Equal(["gap 20", .. Enumerable.Range(25, 16).Select(n => $"feed-{n}")], Read(ref heard));
    }

    [Theory]
    [InlineData("other-4")]
    [InlineData("feed-11")]
    [InlineData("feed--1")]
    [InlineData("feed-")]
    [InlineData("")]
    [InlineData("feed-99999999999999999999")]
    public void The_number_of_another_feed_is_not_taken_for_one_of_this(string id)
    {
        Tell(10);
        var (heard, missing) = _feed.Place(id);

        Assert.True(missing);
        Assert.Equal(9, heard);
    }

    [Fact]
    public void What_is_kept_does_not_grow()
    {
        Tell(100);
        // The least of a few: what ends in the background of other tests is counted as well.
        var least = Enumerable.Range(0, 5).Min(_ =>
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            Tell(20_000);
            return GC.GetTotalMemory(forceFullCollection: true) - before;
        });

        Assert.True(least < 1 << 20, $"{least} bytes more after 20,000 events.");
        GC.KeepAlive(_feed);
    }

    [Fact]
    public void A_batch_is_cut_and_gone_on_with()
    {
        Tell(10);
        var (heard, _) = _feed.Place("feed-0");

        var first = Read(ref heard, most: 1);
        Assert.Equal(["feed-1"], first);
        Assert.Equal(9, Read(ref heard).Count);
    }

    [Fact]
    public async Task News_come_to_all_who_wait()
    {
        var waiting = Enumerable.Range(0, 50).Select(_ => _feed.News(0)).ToArray();
        Assert.All(waiting, w => Assert.False(w.IsCompleted));
        Tell(1);
        await Task.WhenAll(waiting);
    }

    private void Tell(int count)
    {
        for (var i = 0; i < count; i++) _feed.Add(new RunProgress(RunStatus.Running, 1, 1, "control", 1, i, 100, 1, 0, 0, 0, Effort.None));
    }

    private List<string> Read(ref long heard, int most = 1 << 20)
    {
        var buffer = new ArrayBufferWriter<byte>();
        _feed.Read(ref heard, buffer, most);
        return [.. Encoding.UTF8.GetString(buffer.WrittenSpan).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e.StartsWith("event: gap", StringComparison.Ordinal)
            ? $"gap {JsonNode.Parse(e.Split("data: ")[1])!["missed"]}" : e.Split('\n')[0]["id: ".Length..])];
    }
}
