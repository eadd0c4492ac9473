using BenchmarkDotNet.Running;
using Sintropia.Benchmarks.Cultures;
using Sintropia.Benchmarks.Tensors;

// `cultures [FILE]` measures whole runs, `gemm [FILE]` matrix products, `attention [FILE]` attention, `networks [FILE]` whole networks, and keeps the figures in FILE; anything else goes to BenchmarkDotNet.
if (args is [] or ["cultures", ..]) return CultureBenchmarks.Run(args.Length > 1 ? args[1] : null);
if (args is ["gemm", ..]) return GemmBenchmarks.Run(args.Length > 1 ? args[1] : null);
if (args is ["attention", ..]) return AttentionBenchmarks.Run(args.Length > 1 ? args[1] : null);
if (args is ["networks", ..]) return NetworkBenchmarks.Run(args.Length > 1 ? args[1] : null);
BenchmarkSwitcher.FromAssembly(typeof(CultureBenchmarks).Assembly).Run(args);
return 0;
