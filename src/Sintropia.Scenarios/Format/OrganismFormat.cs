using Sintropia.Biology.Circulation;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Format;

/// <summary>The sections about bodies: organs, blood, and what it carries.</summary>
internal static class OrganismFormat
{
    /// <summary>The body that scenarios can start from.</summary>
    public const string Body = "reference-male";

    private static readonly Form Number = new QuantityForm([Dimension.Number]);
    private static readonly Form Positive = new QuantityForm([Dimension.Number], 0, Above: true);
    private static readonly Form Mass = new QuantityForm([Dimension.Mass], 0, Above: true);
    private static readonly Form Share = new QuantityForm([Dimension.Fraction], 0, 1);
    private static readonly Form ShareAbove = new QuantityForm([Dimension.Fraction], 0, 1, Above: true);
    private static readonly Form Clearance = new QuantityForm([Dimension.Flow], 0);
    private static readonly Form Names = new ListForm(new NameForm(), OrOne: true);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KeyTable> Tables { get; } =
    [
        new("organism", "an organism", "A body whose blood joins the tissues. Without it tissues are cultures, and doses are levels in their medium.",
        [
            new("body", new ChoiceForm([Body]), "The body to start from.", Body) { Required = true },
            new("weight", Mass, "Body weight; volumes follow it, flows its power 0.81. That of the reference, 73 kg, if left out.", "70 kg") { What = "body weight" },
            new("height", new QuantityForm([Dimension.Length], 0.3, 3), "Body height, by which and the weight doses in mg/m2 are counted (Mosteller 1987); that of the reference, 176 cm, if left out.", "176 cm") { What = "body height" },
            new("haematocrit", new QuantityForm([Dimension.Fraction], 0, 1, Above: true, Below: true), "Share of red cells in blood; 44 % if left out.", "44 %"),
            new("function", new ListForm(new SectionForm("function")), "Clearances that living cells carry: half of the cells, half of the clearance. Full where none is named.", "[ { clearance: hepatic, cells: hepatocyte } ]"),
        ]) { Citable = true },
        new("function", "a function", "A clearance that living cells carry.",
        [
            new("clearance", new ChoiceForm(["hepatic", "renal"]), "Which clearance.", "hepatic") { Required = true },
            new("cells", Names, "Types whose living cells carry it.", "hepatocyte") { Required = true },
            new("tissue", new NameForm(), "Where they are counted; in all tissues of the liver or kidney if left out.", "lobules"),
            new("healthy", new QuantityForm([Dimension.Cells], 0, Above: true), "Cells at which it is full; the founders if left out.", "2000 cells") { What = "cells of a healthy organ" },
        ]) { Citable = true },
        new("organ", "an organ", "An organ of the body: other numbers for one that it has, or one more, such as a tumour.",
        [
            new("part_of", new NameForm(), "The organ that it is cut out of: its mass and flow are taken from there.", "muscle"),
            new("mass", Mass, "Its mass.", "50 g"),
            new("density", Positive, "kg per litre; that of the organ it is part of, or of soft tissue, if left out.", "1.04"),
            new("flow", ShareAbove, "Share of the cardiac output that it is given; by mass if left out with part_of. All shares sum to 100 %.", "1 %") { What = "share of the cardiac output" },
            new("like", new NameForm(), "The organ whose composition it has, for partition; the one that it is part of if left out.", "muscle"),
        ]) { Citable = true },
        new("circulation", "a circulation", "What a body does to a substance in its blood. Read only where the scenario has an organism.",
        [
            new("molar_mass", new QuantityForm([Dimension.MolarMass], 0, Above: true), "Molar mass; needed where doses are masses and levels are molar, or the other way round.", "447.5 g/mol"),
            new("unbound", ShareAbove, "Share in plasma that is unbound.", "15 %") { Required = false, What = "unbound fraction in plasma" },
            new("blood_to_plasma", Positive, "Concentration in blood over that in plasma; 1 if left out.", "1.6") { What = "blood : plasma ratio" },
            new("log_p", Number, "log10 of the partition between octanol and water, neutral form. With unbound and pKa's it says how organs take the substance up.", "2.7") { What = "log P" },
            new("acids", new ListForm(Number, OrOne: true), "pKa of groups that give a proton.", "[4.5]") { What = "pKa of an acid" },
            new("bases", new ListForm(Number, OrOne: true), "pKa of groups that take a proton.", "[7.4]") { What = "pKa of a base" },
            new("method", new ChoiceForm(["rodgers-rowland", "poulin-theil"]), "How partition follows from these; rodgers-rowland if left out.", "rodgers-rowland"),
            new("partition", new NamedForm(Positive), "Tissue : plasma partition coefficients, where they are known; these win over what would follow. 'all' stands for every organ that is not named.", "{ muscle: 10, all: 2 }"),
            new("hepatic_clearance", Clearance, "Clearance of plasma by the healthy liver.", "40 L/h") { What = "hepatic clearance of plasma" },
            new("hepatic_intrinsic", Clearance, "Instead: what the whole liver could clear of unbound substance if blood did not limit it.", "500 L/h") { What = "intrinsic hepatic clearance" },
            new("renal_clearance", Clearance, "Clearance of plasma by both kidneys.", "5 L/h") { What = "renal clearance of plasma" },
            new("renal_intrinsic", Clearance, "Instead: what both kidneys could clear of unbound substance.", "20 L/h") { What = "intrinsic renal clearance" },
            new("absorption", new QuantityForm([Dimension.Rate], 0, Above: true), "Rate at which the lumen of the gut empties into its wall; needed for doses by mouth.", "0.5 per h") { What = "rate of absorption" },
            new("absorbed", Share, "Fa Fg: share of a dose by mouth that comes through the wall of the gut. The first pass through the liver is not part of it.", "80 %") { What = "share absorbed, Fa Fg" },
            new("bioavailability", ShareAbove, "Instead: F of a label, which is divided by the share that passes the liver.", "46 %"),
            new("effect_delay", new QuantityForm([Dimension.Time], 0, Above: true), "Half-life with which the site of effect follows; at once if left out.", "2 h") { What = "half-life of the site of effect" },
        ]) { Citable = true },
    ];

    /// <summary>Names of the organs of the body.</summary>
    public static IReadOnlyList<string> Organs => ReferenceMale.Organs;
}
