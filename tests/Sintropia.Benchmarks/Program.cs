using BenchmarkDotNet.Running;
using Sintropia.Benchmarks.Circulation;
using Sintropia.Benchmarks.Cultures;
using Sintropia.Benchmarks.Evaluation;
using Sintropia.Benchmarks.Files;
using Sintropia.Benchmarks.Serving;
using Sintropia.Benchmarks.Sweeps;
using Sintropia.Benchmarks.Tensors;

// `cultures` measures whole runs, `telemetry` what it costs them to be watched, `neural` B4 alone, `trained` cultures that models in files answer for, `circulation` what blood costs, `serving` a gateway that many watch, `sweeps` what a run of a sweep costs besides; `gemm`, `rows`, `attention`, `networks` and `quantised` the tensors; `predictors` the published networks; `metrics` what predictions are judged by; `data` files of cells. All but `neural` keep their figures in a FILE named behind. Anything else goes to BenchmarkDotNet.
var file = args.Length > 1 && args[1] != "-" ? args[1] : null;
switch (args)
{
    case [] or ["cultures", ..]: return CultureBenchmarks.Run(file);
    case ["circulation", ..]: return CirculationBenchmarks.Run(file);
    case ["trained", ..]: return TrainedCultureBenchmarks.Run(file);
    case ["neural"]: return CultureBenchmarks.RunNeural();
    case ["sweeps", ..]: return SweepBenchmarks.Run(file);
    case ["telemetry", ..]: return TelemetryBenchmarks.Run(file);
    case ["serving", ..]: return ServingBenchmarks.Run(file, args.Length > 2 ? args[2] : null);
    case ["gemm", ..]: return GemmBenchmarks.Run(file, args.Length > 2 ? args[2] : null);
    case ["rows", ..]: return RowBenchmarks.Run(file, args.Length > 2 ? args[2] : null);
    case ["attention", ..]: return AttentionBenchmarks.Run(file);
    case ["data", ..]: return DataBenchmarks.Run(file);
    case ["data-peak", ..]: return DataBenchmarks.Peak(args[1..]);
    case ["predictors", ..]: return PredictorBenchmarks.Run(file);
    case ["metrics", ..]: return MetricBenchmarks.Run(file);
    case ["networks", ..]: return NetworkBenchmarks.Run(file);
    case ["quantised", ..]: return QuantisedBenchmarks.Run(file);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CultureBenchmarks).Assembly).Run(args);
        return 0;
}
