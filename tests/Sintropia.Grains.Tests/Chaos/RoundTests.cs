namespace Sintropia.Grains.Tests.Chaos;

/// <summary>Silos are lost, leave and join, clients go, messages are tampered with, all in one run, as a seed chooses. The long suite chooses twenty seeds that nobody knows before; a round is had once more with SINTROPIA_SEED.</summary>
public sealed class RoundTests(RoundTests.Table table, ITestOutputHelper output) : IClassFixture<RoundTests.Table>
{
    public static TheoryData<int> Seeds => Suite.Rounds(4, rather: 20);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_run_ends_as_in_one_process_whatever_happens_to_its_cluster(int seed)
    {
        var round = new Round(seed);
        try
        {
            await round.Run(TestContext.Current.CancellationToken);
        }
        finally
        {
            output.WriteLine(table.Add(round.Told));
        }
    }

    /// <summary>What rounds told.</summary>
    public sealed class Table : RoundTable
    {
        /// <inheritdoc/>
        protected override string Heads => Round.Heads;
    }
}
