using Sintropia.Biology.Expression;
using Sintropia.Grains.Predictors;

namespace Sintropia.Grains.Tests.Predictors;

public sealed class MicroBatcherTests
{
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(1), Long = TimeSpan.FromSeconds(30);

    private readonly Clock _clock = new();
    private readonly Network _network = new();

    [Fact]
    public async Task A_full_batch_leaves_at_once()
    {
        var batcher = Batcher(most: 3);
        var asked = new[] { Ask(batcher, 1), Ask(batcher, 2), Ask(batcher, 3) };

        _network.Let();

        await Answered(asked, 2 + 100, 4 + 100, 6 + 100);
        Assert.Equal([3], _network.Batches);
    }

    [Fact]
    public async Task A_batch_that_nobody_else_joins_leaves_when_its_first_question_has_waited_for_long_enough()
    {
        var batcher = Batcher();
        var asked = new[] { Ask(batcher, 1), Ask(batcher, 2) };
        Assert.Empty(_network.Batches);

        _clock.Pass(Linger);
        _network.Let();

        await Answered(asked, 102, 104);
        Assert.Equal([2], _network.Batches);
    }

    [Fact]
    public async Task A_batch_leaves_when_all_who_were_expected_have_come_or_passed()
    {
        var batcher = Batcher();
        using var expected = batcher.Expect(3);
        var first = Ask(batcher, 1);
        batcher.Pass();
        batcher.Pass();
        Assert.Empty(_network.Batches);
        var second = Ask(batcher, 2);
        batcher.Pass();

        _network.Let();

        await Answered([first, second], 102, 104);
        Assert.Equal([2], _network.Batches);
    }

    [Fact]
    public async Task Who_was_expected_and_never_came_is_forgotten_with_those_who_expected_it()
    {
        var batcher = Batcher();
        using (batcher.Expect(5)) batcher.Pass(); // four of them failed
        using var expected = batcher.Expect(1);

        var asked = Ask(batcher, 1);
        batcher.Pass();
        _network.Let();

        await Answered([asked], 102);
    }

    [Fact]
    public async Task Whoever_comes_unexpected_is_not_taken_for_one_who_was_expected()
    {
        var batcher = Batcher();
        for (var i = 0; i < 5; i++) batcher.Pass();
        using var expected = batcher.Expect(2);
        var first = Ask(batcher, 1);
        batcher.Pass();
        var other = Ask(batcher, 7); // from another machine
        Assert.Empty(_network.Batches);

        var second = Ask(batcher, 2);
        batcher.Pass();
        _network.Let();

        await Answered([first, other, second], 102, 114, 104);
        Assert.Equal([3], _network.Batches);
    }

    [Fact]
    public async Task Whoever_comes_while_the_network_is_busy_goes_with_the_next_batch()
    {
        var batcher = Batcher();
        var first = Ask(batcher, 1);
        _clock.Pass(Linger);
        await _network.Asked();
        var later = new[] { Ask(batcher, 2), Ask(batcher, 3) };

        _network.Let(2);

        await Answered([first], 102);
        await Answered(later, 104, 106);
        Assert.Equal([1, 2], _network.Batches);
    }

    [Fact]
    public async Task A_question_about_as_many_as_a_batch_holds_goes_alone()
    {
        var batcher = Batcher(most: 2);
        var answer = new float[2];

        var asked = batcher.Respond(new(1, new float[] { 1, 2 }, new ushort[2], 1, new float[] { 100 }), answer, TestContext.Current.CancellationToken).AsTask();
        _network.Let();
        await asked.WaitAsync(Long, TestContext.Current.CancellationToken);

        Assert.Equal([102, 104], answer);
    }

    [Fact]
    public async Task What_is_more_than_a_batch_holds_goes_in_several()
    {
        var batcher = Batcher(most: 4);
        var first = Ask(batcher, 0);
        _clock.Pass(Linger);
        await _network.Asked();
        var asked = Enumerable.Range(1, 10).Select(i => Ask(batcher, i)).ToArray();

        _network.Let(4);

        await Answered([first], 100);
        await Answered(asked, [.. Enumerable.Range(1, 10).Select(i => 100f + 2 * i)]);
        Assert.Equal([1, 4, 4, 2], _network.Batches);
    }

    [Fact]
    public async Task An_answer_does_not_depend_on_the_exposures_that_others_ask_about()
    {
        var batcher = Batcher(most: 100);
        // Each with a table of its own, as questions from other machines have: together more classes than a batch can number.
        var asked = Enumerable.Range(0, 40).Select(i => Ask(batcher, i, Enumerable.Range(0, 3000).Select(c => (float)(10_000 * i + c)).ToArray(), 2999)).ToArray();

        _clock.Pass(Linger);
        _network.Let(asked.Length);

        await Answered(asked, [.. Enumerable.Range(0, 40).Select(i => 2f * i + 10_000 * i + 2999)]);
    }

    [Fact]
    public async Task A_failure_is_told_to_all_who_asked_and_the_next_are_answered()
    {
        var batcher = Batcher();
        _network.Failure = new InvalidDataException("The device is gone.");
        var failing = new[] { Ask(batcher, 1), Ask(batcher, 2) };
        _clock.Pass(Linger);
        _network.Let();

        foreach (var asked in failing)
            Assert.Equal("The device is gone.", (await Assert.ThrowsAsync<InvalidDataException>(() => asked.WaitAsync(Long, TestContext.Current.CancellationToken))).Message);

        _network.Failure = null;
        var next = Ask(batcher, 3);
        _clock.Pass(Linger);
        _network.Let();
        await Answered([next], 106);
    }

    [Fact]
    public async Task More_questions_than_the_queue_holds_wait_for_room()
    {
        var batcher = Batcher(queue: 2);
        var asked = new[] { Ask(batcher, 1), Ask(batcher, 2), Ask(batcher, 3) };
        _clock.Pass(Linger);
        _network.Let();
        await Answered(asked[..2], 102, 104);
        Assert.Equal([2], _network.Batches);

        // The third has come in by now, or does while time passes.
        while (!asked[2].IsCompleted)
        {
            _clock.Pass(Linger);
            _network.Let();
            await Task.Yield();
        }

        await Answered(asked[2..], 106);
    }

    [Fact]
    public async Task Single_cells_hear_what_whoever_asks_about_many_is_answered()
    {
        var batcher = Batcher();
        using var expected = batcher.Expect(2);
        var (first, second) = (new Asked(1), new Asked(2));
        var other = Ask(batcher, 7, [500, 300], 1);
        Assert.True(batcher.Ask(first, Exposures, 0).IsCompletedSuccessfully);
        Assert.Empty(_network.Batches);
        Assert.True(batcher.Ask(second, Exposures, 0).IsCompletedSuccessfully);

        var answered = expected.Answered().AsTask();
        Assert.False(answered.IsCompleted);
        _network.Let();
        await answered.WaitAsync(Long, TestContext.Current.CancellationToken);

        Assert.Equal([2f, 4f], [first.Heard, second.Heard]);
        await Answered([other], 14 + 300);
        Assert.Equal([3], _network.Batches);
    }

    [Fact]
    public async Task Who_expects_cells_is_told_why_they_are_not_answered_and_so_are_they()
    {
        var batcher = Batcher();
        _network.Failure = new InvalidDataException("The device is gone.");
        var cell = new Asked(1);
        using (var expected = batcher.Expect(1))
        {
            await batcher.Ask(cell, Exposures, 0);
            _network.Let();

            Assert.Equal("The device is gone.", (await Assert.ThrowsAsync<InvalidDataException>(() => expected.Answered().AsTask().WaitAsync(Long, TestContext.Current.CancellationToken))).Message);
            Assert.Equal("The device is gone.", cell.Failure?.Message);
        }

        _network.Failure = null;
        using var next = batcher.Expect(1);
        await batcher.Ask(cell, Exposures, 0);
        _network.Let();
        await next.Answered().AsTask().WaitAsync(Long, TestContext.Current.CancellationToken);
        Assert.Equal(2f, cell.Heard);
    }

    [Fact]
    public async Task An_answer_that_a_cell_cannot_take_keeps_no_other_from_its_own()
    {
        var batcher = Batcher();
        using var expected = batcher.Expect(2);
        var (wrong, right) = (new Asked(float.NaN), new Asked(3));
        await batcher.Ask(wrong, Exposures, 0);
        await batcher.Ask(right, Exposures, 0);
        _network.Let();

        var flaw = await Assert.ThrowsAsync<ArgumentException>(() => expected.Answered().AsTask().WaitAsync(Long, TestContext.Current.CancellationToken));
        Assert.Same(flaw, wrong.Failure);
        Assert.Equal(6f, right.Heard);
    }

    [Fact]
    public async Task A_network_that_becomes_free_waits_for_those_who_are_still_expected()
    {
        var batcher = Batcher(most: 2);
        using var expected = batcher.Expect(4);
        var cells = Enumerable.Range(1, 4).Select(i => new Asked(i)).ToArray();
        await batcher.Ask(cells[0], Exposures, 0);
        await batcher.Ask(cells[1], Exposures, 0);
        await _network.Asked();
        await batcher.Ask(cells[2], Exposures, 0);
        _network.Let(2);
        while (cells[1].Heard == 0) await Task.Yield();
        Assert.Equal([2], _network.Batches);

        _clock.Pass(Linger / 2);
        await batcher.Ask(cells[3], Exposures, 0);
        await expected.Answered().AsTask().WaitAsync(Long, TestContext.Current.CancellationToken);

        Assert.Equal([2, 2], _network.Batches);
        Assert.Equal([2f, 4f, 6f, 8f], cells.Select(c => c.Heard));
    }

    [Fact]
    public async Task A_cell_that_finds_the_queue_full_counts_as_come_and_asks_when_there_is_room()
    {
        var batcher = Batcher(queue: 1);
        using var expected = batcher.Expect(2);
        var (first, second) = (new Asked(1), new Asked(2));
        await batcher.Ask(first, Exposures, 0);
        var late = batcher.Ask(second, Exposures, 0).AsTask();
        Assert.False(late.IsCompleted);

        _network.Let(2);
        await late.WaitAsync(Long, TestContext.Current.CancellationToken);
        _clock.Pass(Linger);
        await expected.Answered().AsTask().WaitAsync(Long, TestContext.Current.CancellationToken);

        Assert.Equal([2f, 4f], [first.Heard, second.Heard]);
    }

    private static ExposureClasses Exposures { get; } = new(new(0, 0.5, [new(0, 0, [])]), [], new Network().Card, 0.1);

    private MicroBatcher Batcher(int most = 100, int queue = 1000) => new(_network, new() { MaxBatch = most, Linger = Linger, Queue = queue }, _clock);

    private static async Task<float> Ask(MicroBatcher batcher, float state, float[]? levels = null, ushort ofClass = 0)
    {
        var answer = new float[1];
        await batcher.Respond(new(1, new[] { state }, new[] { ofClass }, 1, levels ?? [100]), answer, CancellationToken.None);
        return answer[0];
    }

    private static async Task Answered(Task<float>[] asked, params float[] expected) => Assert.Equal(expected, await Task.WhenAll(asked).WaitAsync(Long, TestContext.Current.CancellationToken));

    private sealed class Asked(float state) : IAskedCell
    {
        private float _heard;

        public float Heard => Volatile.Read(ref _heard);

        public Exception? Failure { get; private set; }

        public void Describe(Span<float> unperturbed) => unperturbed[0] = state;

        public void Hear(ReadOnlySpan<float> settled)
        {
            if (float.IsNaN(settled[0])) throw new ArgumentException("No number.");
            Volatile.Write(ref _heard, settled[0]);
        }

        public void Fail(Exception why) => Failure = why;
    }
}
