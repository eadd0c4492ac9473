using System.Globalization;

namespace Sintropia.Silo.Benchmarks;

/// <summary>What 10⁹ cells would take on machines that are not here. Three things are assumed and not measured: that a core of theirs is one of this machine's, what a device takes for a batch, and what their network and memory carry.</summary>
internal static class ThousandMillion
{
    private const double Cells = 1e9, Cores = 16;
    private const int NicheSize = 16384;
    private const double BatchCells = 4096, BatchSeconds = 4.1e-3; // assumed: a device answers 4,096 cells in that
    private const double Network = 1.25e9, Memory = 20e9, RowBytes = 96; // assumed: B/s that a machine sends, and that one goes through in memory
    private const double AskEvery = 24, Growth = 1.022; // ticks between questions about a cell; B1's culture grows by so much a tick

    public static void Tell(Figures figures, TickCosts costs, int machines, int devices, int dimensions)
    {
        var (niches, expressed) = (Math.Ceiling(Cells / (NicheSize * 7 / 8)), devices > 0);
        var row = RowBytes + (expressed ? dimensions * 12 + 16 : 0);
        var moved = Cells * (Growth - 1) / 2; // half of what is born makes full niches fuller
        var law = (Cells * costs.Step + moved * costs.Row) / (machines * Cores * costs.Busy);
        var shares = new (string What, double Seconds)[]
        {
            ("cell-steps", law),
            ("messages", niches * costs.Remote), // one tissue tells and hears all its niches: at the most all of it on one core
            ("network", (moved * row + (expressed ? Cells / AskEvery * dimensions * 8 : 0)) / (machines * Network)),
            ("devices", expressed ? Cells / AskEvery / BatchCells * BatchSeconds / devices : 0),
            ("settling", expressed ? Cells * dimensions * 12 / Memory / machines : 0),
            ("barrier", costs.Barrier[costs.Barrier.Keys.Max()]),
        };
        double Of(string what) => shares.Single(s => s.What == what).Seconds;

        // Cells are worked on while others are told; devices answer while cells settle; a tick begins when the one before is over.
        var tick = Of("barrier") + Math.Max(Of("cell-steps"), Of("messages")) + Math.Max(Of("devices"), Math.Max(Of("settling"), Of("network")));
        var bytes = costs.Bytes + (expressed ? dimensions * 12 + 16 : 0);
        var name = string.Create(CultureInfo.InvariantCulture, $"10^9 cells on {machines} silos of {Cores} cores{(expressed ? $", {dimensions} dimensions, {devices} devices" : "")}");
        figures.Add($"{name}: tick", "s", tick);
        figures.Add($"{name}: memory per silo", "GB", Cells * bytes / machines / 1e9);
        figures.Add($"{name}: bottleneck", $"{shares.MaxBy(s => s.Seconds).What} ({string.Join(", ", shares.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.What} {s.Seconds:g3} s")))})");
    }
}
