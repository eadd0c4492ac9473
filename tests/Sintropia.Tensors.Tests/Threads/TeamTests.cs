using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Threads;

public sealed class TeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_chunk_is_done_exactly_once(int threads)
    {
        using var team = new Team(threads);
        foreach (var chunks in new[] { 0, 1, 2, 3, 7, 100, 1000 })
        {
            var times = new int[chunks];
            for (var run = 1; run <= 20; run++)
            {
                team.Run(new Count(times), chunks);
                Assert.All(times, t => Assert.Equal(run, t));
            }
        }
    }

    [Fact]
    public void Many_callers_are_served_at_once()
    {
        using var team = new Team(3);
        var callers = Enumerable.Range(0, 12).Select(_ => new int[50]).ToArray();
        var threads = callers.Select(times => new Thread(() =>
        {
            for (var run = 0; run < 200; run++) team.Run(new Count(times), times.Length);
        })).ToList();

        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.All(callers, times => Assert.All(times, t => Assert.Equal(200, t)));
    }

    [Fact]
    public void A_caller_finishes_while_another_keeps_all_workers()
    {
        using var team = new Team(3);
        using var release = new ManualResetEventSlim();
        using var begun = new CountdownEvent(3);
        var first = new Thread(() => team.Run(new Hold(begun, release), 3));
        first.Start();
        begun.Wait(TestContext.Current.CancellationToken);

        var times = new int[20];
        team.Run(new Count(times), times.Length);
        release.Set();
        first.Join();

        Assert.All(times, t => Assert.Equal(1, t));
    }

    [Fact]
    public void A_run_from_within_a_chunk_is_done_on_the_spot()
    {
        using var team = new Team(4);
        var threads = new int[8 * 5];

        team.Run(new Nested(team, threads), 8);

        Assert.All(threads.Chunk(5), inner => Assert.Single(inner.Distinct()));
        Assert.DoesNotContain(0, threads);
    }

    [Fact]
    public void An_exception_reaches_the_caller_and_the_team_lives_on()
    {
        using var team = new Team(3);
        for (var run = 0; run < 20; run++)
        {
            Assert.Equal("chunk 4", Assert.Throws<InvalidOperationException>(() => team.Run(new Fail(4), 40)).Message);

            var times = new int[30];
            team.Run(new Count(times), times.Length);
            Assert.All(times, t => Assert.Equal(1, t));
        }
    }

    [Fact]
    public void An_exception_on_the_callers_own_thread_does_not_leave_it_working_alone()
    {
        using var team = new Team(2);
        Assert.Throws<InvalidOperationException>(() => team.Run(new Fail(0), 1));
        using var both = new CountdownEvent(2);

        team.Run(new Meet(both), 2); // ends only if two threads are in it at once
    }

    [Fact]
    public void Idle_workers_sleep()
    {
        using var team = new Team(4);
        var times = new int[100];
        team.Run(new Count(times), times.Length);

        SpinWait.SpinUntil(() => team.Idle == 3, TimeSpan.FromMinutes(1));

        Assert.Equal(3, team.Idle);
    }

    [Fact]
    public void In_steady_state_a_run_allocates_nothing()
    {
        using var team = new Team(3);
        var times = new int[10];
        for (var run = 0; run < 3; run++) team.Run(new Count(times), times.Length);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 100; run++) team.Run(new Count(times), times.Length);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_team_sent_home_leaves_the_work_to_the_caller()
    {
        var team = new Team(3);
        var times = new int[10];
        team.Run(new Count(times), times.Length);
        team.Dispose();

        team.Run(new Count(times), times.Length);

        Assert.All(times, t => Assert.Equal(2, t));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void A_team_of_no_size_is_refused(int threads) =>
        Assert.Contains($"A team of {threads} threads", Assert.Throws<ArgumentOutOfRangeException>(() => new Team(threads)).Message, StringComparison.Ordinal);

    private readonly struct Count(int[] times) : IChunks
    {
        public void Run(int chunk) => Interlocked.Increment(ref times[chunk]);
    }

    private readonly struct Hold(CountdownEvent begun, ManualResetEventSlim release) : IChunks
    {
        public void Run(int chunk)
        {
            begun.Signal();
            release.Wait();
        }
    }

    private readonly struct Meet(CountdownEvent both) : IChunks
    {
        public void Run(int chunk)
        {
            both.Signal();
            both.Wait();
        }
    }

    private readonly struct Nested(Team team, int[] threads) : IChunks
    {
        public void Run(int chunk) => team.Run(new Note(threads, 5 * chunk), 5);
    }

    private readonly struct Note(int[] threads, int first) : IChunks
    {
        public void Run(int chunk) => threads[first + chunk] = Environment.CurrentManagedThreadId;
    }

    private readonly struct Fail(int failing) : IChunks
    {
        public void Run(int chunk)
        {
            if (chunk == failing) throw new InvalidOperationException($"chunk {chunk}");
        }
    }
}
