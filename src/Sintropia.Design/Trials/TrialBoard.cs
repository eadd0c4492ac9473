using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sintropia.Runs.Execution;
using Sintropia.Scenarios;

namespace Sintropia.Design.Trials;

/// <summary>Carries trials out, several at a time, and never one twice. With a folder it keeps what is done there line by line, so that a search that was interrupted goes on when it asks for the same trials again.</summary>
public sealed class TrialBoard : IDisposable
{
    /// <summary>Name of the file of what is done.</summary>
    public const string FileName = "trials.jsonl";

    private static readonly JsonSerializerOptions s_spelling = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly TrialScenario _scenario;
    private readonly int _threads;
    private readonly string _readouts;
    private readonly Dictionary<string, double[]> _done = [];
    private readonly FileStream? _journal;
    private readonly Lock _gate = new();

    /// <summary>Opens a board.</summary>
    /// <param name="scenario">What is lived through.</param>
    /// <param name="threads">Trials at a time; nothing of the result depends on it.</param>
    /// <param name="folder">Where what is done is kept; null to keep nothing.</param>
    /// <exception cref="DesignException">Another process writes there.</exception>
    public TrialBoard(TrialScenario scenario, int threads = 0, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        (_scenario, _threads) = (scenario, threads > 0 ? threads : Environment.ProcessorCount);
        _readouts = $"{RunExecution.Version}\n{string.Join('\n', scenario.Readouts.Select(r => $"{r.Quantity} {r.Moment} {r.Tissue} {string.Join('+', r.CellTypes)}"))}\n{string.Join('\n', scenario.Scenario.Sources.Select(s => s.Sha256))}\n{scenario.Scenario.Founders?.Sha256}";
        if (folder is null) return;
        try
        {
            Directory.CreateDirectory(folder);
            _journal = new(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1);
        }
        catch (IOException used)
        {
            throw new DesignException($"{folder}: {used.Message} If another design writes there, wait for it, or name another folder with --out.", used);
        }

        Load(_journal);
    }

    /// <summary>Trials lived through by this board; those found in the folder do not count.</summary>
    public int Lived { get; private set; }

    /// <summary>What trials come to, in their order.</summary>
    /// <returns>Shape [trials][readouts].</returns>
    /// <exception cref="ScenarioException">Values make no scenario.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what is done is kept.</exception>
    public double[][] Of(IReadOnlyList<Trial> trials, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var keys = new string[trials.Count];
        // One reading of a text serves all its replicates.
        var texts = trials.Select((t, i) => (Trial: t, Index: i)).GroupBy(t => t.Trial.Values is null ? "" : string.Join('\n', t.Trial.Values)).ToArray();
        var work = new List<(int Index, Lazy<Scenario> Scenario)>();
        foreach (var group in texts)
        {
            var values = group.First().Trial.Values;
            var hash = Hash($"{_readouts}\n{_scenario.Text(values)}");
            var scenario = new Lazy<Scenario>(() => _scenario.Read(values));
            foreach (var (trial, index) in group)
            {
                keys[index] = $"{hash} {trial.Replicate.ToString(CultureInfo.InvariantCulture)} {trial.Condition}";
                if (!_done.ContainsKey(keys[index])) work.Add((index, scenario));
            }
        }

        var missing = work.DistinctBy(w => keys[w.Index]).ToArray();
        try
        {
            Parallel.For(0, missing.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = stop }, i =>
            {
                var (index, scenario) = missing[i];
                var found = _scenario.Live(scenario.Value, trials[index].Condition, trials[index].Replicate, stop);
                lock (_gate) Keep(keys[index], found);
            });
        }
        catch (AggregateException several)
        {
            // The first in their order, not the first in time: threads do not change what is told.
            throw several.InnerExceptions.OrderBy(e => e.Message, StringComparer.Ordinal).First();
        }

        return [.. keys.Select(k => _done[k])];
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _journal?.Dispose();

    private void Keep(string key, double[] values)
    {
        _done[key] = values;
        Lived++;
        if (_journal is null) return;
        _journal.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Line(key, values), s_spelling) + "\n"));
        _journal.Flush();
    }

    private void Load(FileStream journal)
    {
        var bytes = new byte[journal.Length];
        journal.ReadExactly(bytes);
        var whole = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', whole)) >= 0; whole = end + 1)
        {
            try
            {
                if (JsonSerializer.Deserialize<Line>(bytes.AsSpan(whole, end - whole), s_spelling) is not { } line || line.Values.Length != _scenario.Readouts.Count) continue;
                _done[line.Key] = line.Values;
            }
            catch (JsonException)
            {
                break; // what follows a torn line is done again
            }
        }

        journal.SetLength(whole);
        journal.Position = whole;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));

    private sealed record Line(string Key, double[] Values);
}
