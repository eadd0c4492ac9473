using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Death;

namespace Sintropia.Validation.Cultures;

/// <summary>The cultures of the book. Literals are solutions of 2·Πφᵢ(g) = 1, fᵢ = 2(Lᵢ₋₁ − Lᵢ) and dead/live = (d/λ)(1 − e^(−λT)); the tests solve them once more.</summary>
internal static class StableModels
{
    private const string EulerLotka = "closed form: Euler–Lotka, Powell 1956, doi:10.1099/00221287-15-3-492; Weber et al. 2014, doi:10.1371/journal.pcbi.1003616 (computed)";
    private const string PhysiCell = "PhysiCell 1.14.2, Ghaffarizadeh et al. 2018, doi:10.1371/journal.pcbi.1005991 (durations verified); fractions by closed form (computed)";
    private const string Crypt = "Chaste defaults; M from Meineke et al. 2001, doi:10.1046/j.0960-7722.2001.00216.x (durations verified); fractions by closed form (computed)";

    /// <summary>11/8/4/1 h.</summary>
    public static CellType Typical { get; } = Fixed("typical", 11, 8, 4, 1);

    /// <summary>Apoptosis 5.31667e-5 per minute, cleared after 8.6 h.</summary>
    public static CellType PhysiCellTemplate { get; } = Type("physicell", G1(new ExponentialDuration(5)), S(new FixedDuration(8)), G2(new FixedDuration(4)), M(new FixedDuration(1))) with
    {
        Hazards = [new Hazard(Outcome.Apoptosis, PhaseSet.Living, 5.31667e-5 * 60)],
        Clearance = new(new FixedDuration(8.6), new FixedDuration(60 * 24), new FixedDuration(8.6)),
    };

    /// <summary>A of mean 5 h, B of 15 h.</summary>
    public static CellType SmithMartin { get; } = Type("smith-martin", G1(new ExponentialDuration(5)), S(new FixedDuration(15)));

    /// <summary>All rows of the table of test vectors.</summary>
    public static IReadOnlyList<StableModel> Table { get; } =
    [
        new("fixed 11/8/4/1 h", Typical, "0.028881", "24.000", Four(".5443", ".3003", ".1261", ".0293"), EulerLotka),
        new("exponential, means 11/8/4/1 h", Exponential("exponential", 11, 8, 4, 1), "0.032616", "21.252", Four(".5281", ".3046", ".1347", ".0326"), EulerLotka),
        new("Erlang 4/20/10/10, means 11/8/4/1 h", Type("erlang", G1(new ErlangDuration(4, 11)), S(new ErlangDuration(20, 8)), G2(new ErlangDuration(10, 4)), M(new ErlangDuration(10, 1))),
            "0.029489", "23.505", Four(".5359", ".3061", ".1281", ".0299"), EulerLotka + "; Erlang phases: Chao et al. 2019, doi:10.15252/msb.20188604"),
        new("Smith–Martin, A 5 h, B 15 h", SmithMartin, "0.035357", "19.604", [(Phase.G1, "A", ".3005"), (Phase.S, "B", ".6995")],
            "closed form (computed); Smith and Martin 1973, doi:10.1073/pnas.70.4.1263 (citation from the literature)"),
        new("PhysiCell template with apoptosis", PhysiCellTemplate, "0.036276", "19.108", Four(".3296", ".4522", ".1779", ".0403"), PhysiCell) { DeadPerLiving = ".0236", Hours = 48 },
        // Rates per minute as in the source: 0.00335, 0.00208, 0.00417, 0.0167.
        new("PhysiCell flow cytometry separated", Exponential("flow-cytometry", 1 / (0.00335 * 60), 1 / (0.00208 * 60), 1 / (0.00417 * 60), 1 / (0.0167 * 60)),
            "0.043181", "16.052", Four(".3537", ".4232", ".1800", ".0431"), PhysiCell),
        new("PhysiCell Ki67 advanced", Type("ki67-advanced", G1(new ExponentialDuration(3.62)), S(new FixedDuration(13)), G2(new FixedDuration(2.5))),
            "0.036676", "18.899", [(Phase.G1, "Ki67−", ".2344"), (Phase.S, "Ki67+ pre", ".6696"), (Phase.G2, "Ki67+ post", ".0960")],
            PhysiCell + "; division at the end of the last state"),
        new("PhysiCell Ki67 basic", Type("ki67-basic", G1(new ExponentialDuration(4.59)), S(new FixedDuration(15.5))), "0.035086", "19.756",
            [(Phase.G1, "Ki67−", ".2774"), (Phase.S, "Ki67+", ".7226")], PhysiCell),
        new("crypt transit cell, fixed 2/5/4/1 h", Fixed("crypt-transit", 2, 5, 4, 1), "0.057762", "12.000", Four(".2182", ".4470", ".2754", ".0595"), Crypt) { Hours = 30 },
        new("crypt stem cell, fixed 14/5/4/1 h", Fixed("crypt-stem", 14, 5, 4, 1), "0.028881", "24.000", Four(".6652", ".1795", ".1261", ".0293"), Crypt),
    ];

    /// <summary>Published durations whose growth was published too.</summary>
    public static IReadOnlyList<StableModel> Published { get; } =
    [
        new("MCF-10A, Ki67 model 3.62/13.0/2.5 h", Type("mcf10a", G1(new ExponentialDuration(3.62)), S(new ExponentialDuration(13)), G2(new ExponentialDuration(2.5))), "0.0432", "16.0", [],
            "net birth rate and doubling time: MultiCellDS MCF-10A digital cell line, PhysiCell 1.14.2 (verified)"),
    ];

    /// <summary>The cells of the double thymidine release. Six numbers are read from that experiment: S from half of the cells having left it at 6.5 h, M from the index of the control (2.1 %), G2 from the first
    /// maximum of mitoses (9.7 h), G1 from the second (31 h); stages from the widths that their heights (20.8 % and 8 %) and that M imply, standard deviations of 1.3 h and 3.3 h.</summary>
    public static CellType Thymidine { get; } = Type("thymidine", G1(new ErlangDuration(16, 11.2)), S(new ErlangDuration(40, 6.5)), G2(new ErlangDuration(15, 2.9)), M(new ErlangDuration(10, 0.66)));

    /// <summary>A cycle of one memoryless phase of mean 1/birth hours: cells divide as in a pure birth process.</summary>
    public static CellType Memoryless(double birth, double death) => Type("memoryless", G1(new ExponentialDuration(1 / birth))) with
    {
        Hazards = death > 0 ? [new Hazard(Outcome.Apoptosis, PhaseSet.Living, death)] : [],
    };

    private static CellType Fixed(string name, double g1, double s, double g2, double m) => Type(name, G1(new FixedDuration(g1)), S(new FixedDuration(s)), G2(new FixedDuration(g2)), M(new FixedDuration(m)));

    private static CellType Exponential(string name, double g1, double s, double g2, double m) =>
        Type(name, G1(new ExponentialDuration(g1)), S(new ExponentialDuration(s)), G2(new ExponentialDuration(g2)), M(new ExponentialDuration(m)));

    private static CellType Type(string name, params PhaseDuration[] phases) => new() { Name = name, Cycle = new(phases) };

    private static (Phase, string, string)[] Four(string g1, string s, string g2, string m) => [(Phase.G1, "G1", g1), (Phase.S, "S", s), (Phase.G2, "G2", g2), (Phase.M, "M", m)];

    private static PhaseDuration G1(DurationLaw law) => new(Phase.G1, law);

    private static PhaseDuration S(DurationLaw law) => new(Phase.S, law);

    private static PhaseDuration G2(DurationLaw law) => new(Phase.G2, law);

    private static PhaseDuration M(DurationLaw law) => new(Phase.M, law);
}
