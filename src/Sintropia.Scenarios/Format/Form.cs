using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Format;

/// <summary>What the value of a key may look like. The parser reads by it and the JSON Schema is written from it.</summary>
internal abstract record Form;

/// <summary>A number with a unit.</summary>
/// <param name="Dimensions">What it may measure.</param>
/// <param name="Least">Least value, in the base of its dimension.</param>
/// <param name="Most">Greatest value, likewise.</param>
/// <param name="Above">Whether the least value itself is excluded.</param>
/// <param name="Below">Whether the greatest value itself is excluded.</param>
/// <param name="Whole">Whether it has to be a whole number.</param>
internal sealed record QuantityForm(IReadOnlyList<Dimension> Dimensions, double Least = double.NegativeInfinity, double Most = double.PositiveInfinity, bool Above = false, bool Below = false, bool Whole = false) : Form;

/// <summary>A dose: a level, or an amount with its route: <c>125 mg po</c>, <c>100 mg iv over 2 h</c>.</summary>
/// <param name="Level">The form of a level.</param>
internal sealed record DoseForm(QuantityForm Level) : Form;

/// <summary>A whole number of up to 64 bits.</summary>
internal sealed record SeedForm : Form;

/// <summary>Any text.</summary>
internal sealed record TextForm : Form;

/// <summary>Text that becomes a name in tables and files.</summary>
internal sealed record NameForm : Form;

/// <summary>true or false.</summary>
internal sealed record FlagForm : Form;

/// <summary>One of some words.</summary>
/// <param name="Options">The words.</param>
internal sealed record ChoiceForm(IReadOnlyList<string> Options) : Form;

/// <summary>One of some words, or the name of a file.</summary>
/// <param name="Options">The words.</param>
/// <param name="Ending">How the names of such files end.</param>
internal sealed record ChoiceOrFileForm(IReadOnlyList<string> Options, string Ending) : Form;

/// <summary>An interval between repeats: <c>every 1 h</c>, or the time alone.</summary>
internal sealed record EveryForm : Form;

/// <summary>An interval of whole ticks: <c>every 4 ticks</c>, or a time that is whole ticks.</summary>
internal sealed record TicksForm : Form;

/// <summary>How something builds up: <c>linear over 12 h</c>, <c>exponential over 12 h</c>.</summary>
internal sealed record RampForm : Form;

/// <summary>A section with known keys.</summary>
/// <param name="Table">Its keys; by name, since sections may hold each other.</param>
internal sealed record SectionForm(string Table) : Form;

/// <summary>A section whose keys are names that the scenario chooses.</summary>
/// <param name="Value">What stands under each name.</param>
/// <param name="Names">The names that exist; null for any.</param>
internal sealed record NamedForm(Form Value, IReadOnlyList<string>? Names = null) : Form;

/// <summary>A list.</summary>
/// <param name="Item">What it holds.</param>
/// <param name="OrOne">Whether a single item may stand without brackets.</param>
internal sealed record ListForm(Form Item, bool OrOne = false) : Form;

/// <summary>One of several forms, told apart by whether a section or a value stands there.</summary>
/// <param name="Section">The form of a section.</param>
/// <param name="Value">The form of a single value.</param>
internal sealed record EitherForm(SectionForm Section, Form Value) : Form;
