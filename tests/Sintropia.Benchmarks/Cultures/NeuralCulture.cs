using System.Diagnostics;
using Sintropia.Biology.Expression;
using Sintropia.Predictors;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Benchmarks.Cultures;

/// <summary>B4: cells whose latent state of 64 dimensions follows a network of 64-256-64 that is asked about every cell in every step; and the same network in a bare loop over as many rows.</summary>
internal static class NeuralCulture
{
    private const int Dimensions = 64, Batch = 4096;

    /// <summary>100,000 growing cells, 30 steps of six minutes.</summary>
    public static OrganismPlan Plan(int founders) => Workloads.Drugged(founders, 3) with
    {
        Tick = 0.1,
        Expression = new() { Predictor = "stand-in", Dimensions = Dimensions, HalfLives = [6], AskEvery = 1, ResidualSpread = [1] },
    };

    /// <summary>The engine.</summary>
    public static (double CellSteps, double Seconds, double Processor) Simulate(OrganismPlan plan, int threads)
    {
        var organism = Organism.Found(plan, new() { Threads = threads }, PredictorRegistry.Find(plan.Expression!, plan.Agents));
        organism.Advance(); // buffers are rented here
        var watch = Stopwatch.StartNew();
        var begun = Process.GetCurrentProcess().TotalProcessorTime;
        double steps = 0;
        while (!organism.IsComplete)
        {
            organism.Advance();
            steps += organism.Cells;
        }

        return (steps, watch.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - begun).TotalSeconds);
    }

    /// <summary>The network alone, one thread.</summary>
    public static (double CellSteps, double Seconds, double Processor) Bare(OrganismPlan plan, int cells, int steps)
    {
        var network = PredictorRegistry.Find(plan.Expression!, plan.Agents);
        var (rows, settled) = (new float[cells * Dimensions], new float[cells * Dimensions]);
        for (var i = 0; i < rows.Length; i++) rows[i] = i % 101 / 50f - 1;
        var classes = new ushort[Batch];
        var levels = new[] { 0.5f };
        Step();
        var watch = Stopwatch.StartNew();
        var begun = Process.GetCurrentProcess().TotalProcessorTime;
        for (var step = 0; step < steps; step++) Step();
        return ((double)cells * steps, watch.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - begun).TotalSeconds);

        void Step()
        {
            for (var from = 0; from < cells; from += Batch)
            {
                var count = Math.Min(Batch, cells - from);
                var question = new ResponseQuestion(Dimensions, rows.AsMemory(from * Dimensions, count * Dimensions), classes.AsMemory(0, count), 1, levels);
                if (!network.Respond(question, settled.AsMemory(from * Dimensions, count * Dimensions), CancellationToken.None).IsCompletedSuccessfully) throw new InvalidOperationException("The bare loop waits for nobody.");
            }
        }
    }
}
