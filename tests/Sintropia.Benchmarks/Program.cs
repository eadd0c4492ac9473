using BenchmarkDotNet.Running;
using Sintropia.Benchmarks.Cultures;
using Sintropia.Benchmarks.Tensors;

// `cultures [FILE]` measures whole runs and keeps the figures in FILE; `neural` measures B4 alone, `rows [FILE|- [PART OF A NAME]]` the row kernels of the tensors; anything else goes to BenchmarkDotNet.
if (args is [] or ["cultures", ..]) return CultureBenchmarks.Run(args.Length > 1 ? args[1] : null);
if (args is ["neural"]) return CultureBenchmarks.RunNeural();
if (args is ["rows", ..]) return RowBenchmarks.Run(args.Length > 1 && args[1] != "-" ? args[1] : null, args.Length > 2 ? args[2] : null);
BenchmarkSwitcher.FromAssembly(typeof(CultureBenchmarks).Assembly).Run(args);
return 0;
