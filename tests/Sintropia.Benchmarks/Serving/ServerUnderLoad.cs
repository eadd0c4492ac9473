using System.Diagnostics;
using System.Globalization;

namespace Sintropia.Benchmarks.Serving;

/// <summary>A gateway as a process of its own, on a free port, with a data folder that goes with it.</summary>
internal sealed class ServerUnderLoad : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-bench-").FullName;
    private readonly Process _process;
    private readonly HttpClient _http = new();

    public ServerUnderLoad()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "sintropia-gateway.dll"), "--Web:Port=0", $"--Queue:DataFolder={_folder}", "--Queue:Threads=1", "--Web:SubmitsPerMinute=100000", "--Web:SubmitBurst=1000"]) start.ArgumentList.Add(word);
        _process = Process.Start(start)!;
        var said = _process.StandardOutput.ReadLine() ?? "";
        _http.BaseAddress = Address = said.Contains("listens at ", StringComparison.Ordinal) ? new(said.Split("listens at ")[1]) : throw new InvalidOperationException($"The gateway did not start: {said}");
    }

    public Uri Address { get; }

    /// <summary>What it holds at this time: memory in use and what of it is kept for objects (MB), open handles, threads, and the processor time it has taken (s).</summary>
    public async Task<(double Megabytes, double HeapMegabytes, int Handles, int Threads, double ProcessorSeconds)> Held()
    {
        var metrics = await _http.GetStringAsync("/api/v1/metrics");
        var heap = double.Parse(metrics.Split('\n').Single(l => l.StartsWith("sintropia_process_heap_committed_bytes ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
        _process.Refresh();
        var handles = OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/fd")).Length : _process.HandleCount;
        return (_process.WorkingSet64 / 1e6, heap / 1e6, handles, _process.Threads.Count, _process.TotalProcessorTime.TotalSeconds);
    }

    public void Dispose()
    {
        _http.Dispose();
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
