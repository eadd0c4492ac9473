using BenchmarkDotNet.Running;
using Sintropia.Benchmarks.Cultures;

// `cultures [FILE]` measures whole runs and keeps the figures in FILE; `neural` measures B4 alone; anything else goes to BenchmarkDotNet.
if (args is [] or ["cultures", ..]) return CultureBenchmarks.Run(args.Length > 1 ? args[1] : null);
if (args is ["neural"]) return CultureBenchmarks.RunNeural();
BenchmarkSwitcher.FromAssembly(typeof(CultureBenchmarks).Assembly).Run(args);
return 0;
