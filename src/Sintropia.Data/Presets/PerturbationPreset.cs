using System.Globalization;
using Sintropia.Biology.Names;
using Sintropia.Data.Tables;

namespace Sintropia.Data.Presets;

/// <summary>How the columns of a published data set of perturbations become one convention: <c>perturbation</c>, <c>control</c>, <c>dose</c>, <c>dose_unit</c>, <c>cell_type</c>, <c>batch</c>.</summary>
/// <remarks>
/// <c>perturbation</c> is a category: what was done, two genes joined with '+', and <c>control</c> where nothing was. <c>control</c> is true there. <c>dose</c> is a number in <c>dose_unit</c>, missing in controls.
/// Columns that the source lacks are left out, except the perturbation, which it has to have. All other columns stay as they are; one that has a name of the convention and another meaning is kept as <c>original_NAME</c>.
/// </remarks>
public sealed record PerturbationPreset
{
    private static readonly PerturbationPreset[] Known =
    [
        new() { Name = "replogle", Source = "Replogle 2022, CRISPRi, doi:10.1016/j.cell.2022.05.013", Perturbation = ["gene", "perturbation", "target_gene"], Controls = ["non-targeting", "control"], CellType = ["cell_type", "cell_line"], Batch = ["gem_group", "batch", "gemgroup"] },
        new() { Name = "adamson", Source = "Adamson 2016, CRISPRi, doi:10.1016/j.cell.2016.11.048; as GEARS and scPerturb keep it", Perturbation = ["condition", "perturbation"], Controls = ["ctrl", "control"], CellType = ["cell_type", "cell_line"], Batch = ["batch", "gem_group", "gemgroup"] },
        new() { Name = "norman", Source = "Norman 2019, CRISPRa, doi:10.1126/science.aax4438; as GEARS, scPerturb and PerturBench keep it", Perturbation = ["condition", "perturbation"], Controls = ["ctrl", "control"], CellType = ["cell_type", "cell_line"], Batch = ["gem_group", "gemgroup", "batch"] },
        new() { Name = "sciplex", Source = "Srivatsan 2020, sci-Plex 3, doi:10.1126/science.aax6234", Perturbation = ["product_name", "perturbation", "condition"], Controls = ["Vehicle", "vehicle", "control"], Dose = ["dose", "dose_value"], DoseUnit = "nM", CellType = ["cell_type", "cell_line"], Batch = ["culture_plate", "batch", "replicate"], Joins = false },
        new() { Name = "tahoe", Source = "Tahoe-100M 2025, doi:10.1101/2025.02.20.639398", Perturbation = ["drug", "drugname_drugconc"], Controls = ["DMSO_TF", "DMSO"], Dose = ["drugname_drugconc", "dose"], DoseUnit = "uM", CellType = ["cell_name", "cell_line"], Batch = ["plate", "batch"], Joins = false },
    ];

    /// <summary>The presets that there are.</summary>
    public static IReadOnlyList<PerturbationPreset> All => Known;

    /// <summary>What it is called on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Which data set, and where its columns are described.</summary>
    public required string Source { get; init; }

    /// <summary>Columns that may say what was done; the first that there is does.</summary>
    public required IReadOnlyList<string> Perturbation { get; init; }

    /// <summary>What they say of controls.</summary>
    public required IReadOnlyList<string> Controls { get; init; }

    /// <summary>Columns that may say the dose: a number, or <c>[('name', 0.05, 'uM')]</c>.</summary>
    public IReadOnlyList<string> Dose { get; init; } = [];

    /// <summary>The unit of doses that are numbers, where no column <c>dose_unit</c> says another.</summary>
    public string DoseUnit { get; init; } = "";

    /// <summary>Columns that may say what kind of cell it is.</summary>
    public required IReadOnlyList<string> CellType { get; init; }

    /// <summary>Columns that may say which cells were handled together.</summary>
    public required IReadOnlyList<string> Batch { get; init; }

    /// <summary>Whether '+' joins perturbations, where <c>A+ctrl</c> is A alone.</summary>
    public bool Joins { get; init; } = true;

    /// <summary>The preset of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static PerturbationPreset Of(string name) => Known.FirstOrDefault(p => p.Name == name)
        ?? throw new ArgumentException($"There is no preset '{name}'.{(NearestName.To(name, Known.Select(p => p.Name)) is { } near ? $" Did you mean '{near}'?" : "")} There are: {string.Join(", ", Known.Select(p => p.Name))}.");

    /// <summary>Whether a table looks as if it were of this kind: it has the perturbation's first column, with controls in it.</summary>
    public bool Fits(Table obs)
    {
        ArgumentNullException.ThrowIfNull(obs);
        return obs.Find(Perturbation[0]) is { } column && (column is CategoryColumn category ? Texts(category.Categories) : Texts(column)).Any(t => t is not null && IsControl(t));
    }

    /// <summary>The table in the convention, its columns first.</summary>
    /// <exception cref="ArgumentException">No column says what was done, or one has not what it should.</exception>
    public Table Apply(Table obs)
    {
        ArgumentNullException.ThrowIfNull(obs);
        var source = First(obs, Perturbation) ?? throw new ArgumentException($"Preset {Name}: no column says what was done to cells: {string.Join(", ", Perturbation.Select(p => $"'{p}'"))}. There are: {string.Join(", ", obs.Columns.Select(c => c.Name).Take(40))}.");
        var done = Each(source, Done);
        var convention = new List<Column> { CategoryColumn.Of("perturbation", done), new BooleanColumn("control", Array.ConvertAll(done, static d => d == "control"), MaskOf(done)) };
        if (First(obs, Dose) is { } dose) AddDose(convention, dose, done, obs);
        if (First(obs, CellType) is { } type) convention.Add(AsCategory("cell_type", type));
        if (First(obs, Batch) is { } batch) convention.Add(AsCategory("batch", batch));

        var names = convention.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var taken = obs.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var others = obs.Columns.Where(c => !names.Contains(c.Name) || !SameTexts(c, convention.First(n => n.Name == c.Name)))
            .Select(c => names.Contains(c.Name) ? taken.Contains("original_" + c.Name) ? null : c.Named("original_" + c.Name) : c).OfType<Column>();
        return new(obs.Names, convention.Concat(others), obs.IndexName);
    }

    private void AddDose(List<Column> convention, Column dose, string?[] done, Table obs)
    {
        var numbers = new double[dose.Length];
        var units = new string?[dose.Length];
        var said = obs.Find("dose_unit");
        for (var row = 0; row < numbers.Length; row++)
        {
            if (done[row] is null or "control" || dose.IsMissing(row))
            {
                numbers[row] = double.NaN;
                continue;
            }

            (numbers[row], units[row]) = dose switch
            {
                NumberColumn number => (number.Values[row], DoseUnit),
                IntegerColumn integer => (integer.Values[row], DoseUnit),
                _ => Dosed(dose.Text(row)!, dose.Name),
            };
            units[row] = said?.Text(row) ?? units[row];
        }

        convention.Add(new NumberColumn("dose", numbers));
        convention.Add(CategoryColumn.Of("dose_unit", units));
    }

    // [('Bortezomib', 0.05, 'uM')]
    private (double Dose, string Unit) Dosed(string text, string column)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return (number, DoseUnit);
        var close = text.LastIndexOf(')');
        var unit = close < 0 ? -1 : text.LastIndexOf(',', close);
        var value = unit <= 0 ? -1 : text.LastIndexOf(',', unit - 1);
        if (text.Contains("), (", StringComparison.Ordinal)) throw new ArgumentException($"Preset {Name}: column '{column}' has several drugs in '{DataFileException.Shown(text)}', which one dose cannot say. Choose cells with one drug first.");
        return value >= 0 && double.TryParse(text.AsSpan(value + 1, unit - value - 1).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            ? (number, text[(unit + 1)..close].Trim().Trim('\'', '"'))
            : throw new ArgumentException($"Preset {Name}: column '{column}' has '{DataFileException.Shown(text)}', which is no dose. A number is one, and [('name', 0.05, 'uM')].");
    }

    private string Done(string said)
    {
        if (IsControl(said)) return "control";
        if (said.StartsWith("[('", StringComparison.Ordinal) && said.IndexOf('\'', 3) is var end and > 0) return IsControl(said[3..end]) ? "control" : said[3..end];
        return Joins ? string.Join('+', said.Split('+').Where(part => !IsControl(part))) : said;
    }

    private bool IsControl(string said) => Controls.Contains(said) || (Joins && said.Contains('+') && said.Split('+').All(part => Controls.Contains(part)));

    private static Column? First(Table obs, IReadOnlyList<string> names) => names.Select(obs.Find).FirstOrDefault(c => c is not null);

    private static Column AsCategory(string name, Column column) => column is CategoryColumn ? column.Named(name) : CategoryColumn.Of(name, [.. Texts(column)]);

    private static IEnumerable<string?> Texts(Column column) => Enumerable.Range(0, column.Length).Select(column.Text);

    private static bool SameTexts(Column a, Column b) => Texts(a).SequenceEqual(Texts(b));

    private static bool[] MaskOf(string?[] values) => Array.ConvertAll(values, static value => value is null);

    // Once a category, not once a cell.
    private static string?[] Each(Column column, Func<string, string> change)
    {
        var memo = new Dictionary<string, string>(StringComparer.Ordinal);
        var changed = new string?[column.Length];
        for (var row = 0; row < changed.Length; row++)
        {
            if (column.Text(row) is not { } text) continue;
            if (!memo.TryGetValue(text, out changed[row])) memo[text] = changed[row] = change(text);
        }

        return changed;
    }
}
