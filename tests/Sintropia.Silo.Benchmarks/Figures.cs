using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sintropia.Runs.Results;

namespace Sintropia.Silo.Benchmarks;

/// <summary>Figures, printed as they come and kept in a file with the machine named.</summary>
internal sealed class Figures
{
    private readonly List<object> _rows = [];

    public void Add(string what, string unit, double value)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {value,14:g5} {unit}"));
        _rows.Add(new { what, unit, value });
    }

    public void Add(string what, string value)
    {
        Console.WriteLine($"{what,-58} {value}");
        _rows.Add(new { what, value });
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public void Keep(string? file, string what)
    {
        if (file is null) return;
        File.WriteAllText(file, JsonSerializer.Serialize(new { what, machine = MachineNote.Here, orleans = FileVersionInfo.GetVersionInfo(typeof(Grain).Assembly.Location).ProductVersion!.Split('+')[0], date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), rows = _rows }, new JsonSerializerOptions { WriteIndented = true }) + "\n");
        Console.WriteLine($"written to {file}");
    }
}
