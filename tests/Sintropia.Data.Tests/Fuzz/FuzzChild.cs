using System.Globalization;
using System.Runtime.CompilerServices;
using Sintropia.Data.AnnData;

namespace Sintropia.Data.Tests.Fuzz;

/// <summary>What this program does where the environment says so, in place of running tests: it reads damaged files one after the other and writes down what became of each. Should it die or hang meanwhile, the test that started it goes on behind that file, and fails.</summary>
internal static class FuzzChild
{
    public const string From = "SINTROPIA_FUZZ_FROM", To = "SINTROPIA_FUZZ_TO", Folder = "SINTROPIA_FUZZ_FOLDER";

    // Arrays of .NET for a file of so many bytes; gzip makes up to a thousand of one.
    private const long PerByte = 4096, AtAll = 64 << 20;

    [ModuleInitializer]
    internal static void Begin()
    {
        if (Environment.GetEnvironmentVariable(From) is not { } from) return;
        var folder = Environment.GetEnvironmentVariable(Folder)!;
        byte[][] corpus = [.. Directory.GetFiles(Path.Combine(folder, "corpus")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        using var log = new StreamWriter(Path.Combine(folder, "log.txt"), append: true) { AutoFlush = true };
        for (var number = int.Parse(from, CultureInfo.InvariantCulture); number < int.Parse(Environment.GetEnvironmentVariable(To)!, CultureInfo.InvariantCulture); number++)
        {
            var bytes = new Mutation(new(number)).Of(corpus);
            var path = Path.Combine(folder, "damaged.h5ad");
            File.WriteAllBytes(path, bytes);
            log.Write(string.Create(CultureInfo.InvariantCulture, $"{number} "));
            log.WriteLine(Endured(path, bytes.Length));
        }

        Environment.Exit(0);
    }

    private static string Endured(string path, int length)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (read, refused) = (0, 0);
        string? defect = null;
        AnnDataFile? file = null;
        Try(() => file = AnnDataFile.Open(path));
        if (file is not null)
        {
            foreach (var matrix in new[] { file.X, file.RawX }.Concat(file.Layers.Values).Concat(file.Obsp.Values).Concat(file.Varp.Values).OfType<StoredMatrix>())
            {
                Try(() => matrix.Read());
                Try(() => matrix.ReadRows([.. Enumerable.Range(0, Math.Min(matrix.Rows, 10)).Reverse().Where(r => r % 2 == 0)]));
                Try(() => matrix.Blocks(1 << 12).Take(5).Sum(b => b.Values.Rows));
            }

            foreach (var table in new[] { file.Obs, file.Var, file.RawVar }.OfType<StoredTable>())
            {
                Try(() => table.ReadNames());
                foreach (var column in table.ColumnNames.Take(100)) Try(() => table.Read(column));
            }

            Try(() => file.ReadUns());
            Try(() => file.ObsmNames.Take(20).Select(file.ReadObsm).Count());
            Try(() => file.VarmNames.Take(20).Select(file.ReadVarm).Count());
            Try(() => file.Read());
            Try(() => file.ReadCells([0]), expected: typeof(ArgumentOutOfRangeException));
            Try(file.Dispose);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > AtAll + PerByte * length) defect ??= $"allocated {allocated} bytes for a file of {length}";
        return defect is not null ? $"defect {defect.ReplaceLineEndings(" ")}" : refused == 0 ? "read" : read == 0 ? "refused" : "partly";

        void Try(Action what, Type? expected = null)
        {
            try
            {
                what();
                read++;
            }
            catch (DataFileException wrong) when (wrong.Message.StartsWith(path, StringComparison.Ordinal) && wrong.Message.Length < 5000)
            {
                refused++;
            }
            catch (Exception other) when (other.GetType() == expected)
            {
                refused++;
            }
            catch (Exception other) // the edge of this program
            {
                defect ??= other.ToString();
            }
        }
    }
}
