using System.Diagnostics;
using System.Globalization;
using Sintropia.Data.AnnData;

namespace Sintropia.Data.Tests.Fuzz;

/// <summary>Whatever an .h5ad file holds, it is read or refused in words, and asks for no more memory than its length allows. A child process reads, so that one that dies or hangs is counted.</summary>
/// <remarks>SINTROPIA_FUZZ_FILES=10000 makes it longer; SINTROPIA_FUZZ_KEEP names a folder for the files that it does not survive. A number in a message repeats its file. The corpus is what we write and, where it is there, ../shared/parity/h5ad.</remarks>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int Usual = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Damaged_files_are_read_or_refused()
    {
        var files = int.TryParse(Environment.GetEnvironmentVariable("SINTROPIA_FUZZ_FILES"), CultureInfo.InvariantCulture, out var asked) ? asked : Usual;
        Corpus();
        var (crashes, hangs) = (new List<string>(), new List<int>());
        for (var next = 0; next < files;)
        {
            var (ended, code) = await Run(next, files);
            var lines = File.ReadAllLines(_folder["log.txt"]);
            if (ended && code == 0) break;
            var number = int.Parse(lines[^1].Split(' ')[0], CultureInfo.InvariantCulture);
            if (ended) crashes.Add($"{number} (signal {code - 128})");
            else hangs.Add(number);
            File.AppendAllText(_folder["log.txt"], "crashed\n");
            if (Environment.GetEnvironmentVariable("SINTROPIA_FUZZ_KEEP") is { } keep) File.Copy(_folder["damaged.h5ad"], Path.Combine(keep, $"{number}.h5ad"), overwrite: true);
            next = number + 1;
        }

        var said = File.ReadAllLines(_folder["log.txt"]).Select(l => l.Split(' ', 2)).Where(l => l.Length == 2).ToList();
        output.WriteLine($"{said.Count} files: {string.Join(", ", said.GroupBy(l => l[1].Split(' ')[0]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}"))}");
        output.WriteLine($"died on {crashes.Count}: {string.Join(", ", crashes)}; hung on {hangs.Count}: {string.Join(", ", hangs)}");
        Assert.Equal(files, said.Count);
        Assert.Empty(said.Where(l => l[1].StartsWith("defect", StringComparison.Ordinal)).Select(l => string.Join(' ', l)));
        Assert.Empty(crashes);
        Assert.Empty(hangs);
        Assert.InRange(said.Count(l => l[1] is "read" or "partly"), 1, files - 1);
        Assert.InRange(said.Count(l => l[1] == "refused"), 1, files - 1);
    }

    public void Dispose() => _folder.Dispose();

    private void Corpus()
    {
        Directory.CreateDirectory(_folder["corpus"]);
        AnnDataWriter.Write(_folder["corpus", "a.h5ad"], DataSets.Full());
        AnnDataWriter.Write(_folder["corpus", "b.h5ad"], DataSets.Full(40, 10), new() { Compression = 0 });
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (Directory.Exists(Path.Combine(at, "shared", "parity", "h5ad")))
                foreach (var file in Directory.GetFiles(Path.Combine(at, "shared", "parity", "h5ad"), "*.h5ad"))
                    File.Copy(file, _folder["corpus", Path.GetFileName(file)], overwrite: true);
    }

    private async Task<(bool Ended, int Code)> Run(int from, int to)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(FuzzTests).Assembly.Location);
        start.Environment[FuzzChild.From] = from.ToString(CultureInfo.InvariantCulture);
        start.Environment[FuzzChild.To] = to.ToString(CultureInfo.InvariantCulture);
        start.Environment[FuzzChild.Folder] = _folder.Root;
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var child = Process.Start(start)!;
        child.OutputDataReceived += static (_, _) => { };
        child.ErrorDataReceived += static (_, _) => { };
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        for (var before = -1L; ;)
        {
            try
            {
                await child.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
                return (true, child.ExitCode);
            }
            catch (TimeoutException)
            {
                var now = File.Exists(_folder["log.txt"]) ? new FileInfo(_folder["log.txt"]).Length : 0;
                if (now != before)
                {
                    before = now;
                    continue;
                }

                child.Kill();
                await child.WaitForExitAsync(TestContext.Current.CancellationToken);
                return (false, -1);
            }
        }
    }
}
