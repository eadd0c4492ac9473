using Sintropia.Validation.Books;

namespace Sintropia.Validation.Cultures;

/// <summary>Numbers of the literature that nobody has read in their source for this book. They are left out, and counted.</summary>
internal static class Unconfirmed
{
    private const string Puck = "Puck and Steffen 1963, Biophys J 3:379", Panel = "NCI DTP cell-line list, dtp.cancer.gov";

    private static readonly string[] DoublingTimes =
    [
        "A549 22.9", "HCT-116 17.4", "HT29 19.5", "SW-620 20.4", "COLO 205 23.8", "MCF7 25.4", "MDA-MB-231 41.9", "T-47D 45.5", "BT-549 53.9", "HS 578T 53.8", "K-562 19.6", "HL-60 28.6", "CCRF-CEM 26.7", "MOLT-4 27.9",
        "U251 23.8", "SF-295 29.5", "NCI-H460 17.8", "HOP-62 39", "PC-3 27.1", "DU-145 32.3", "OVCAR-3 34.7", "SK-OV-3 48.7", "IGROV1 31.0", "786-0 22.4", "ACHN 27.5", "LOX IMVI 20.5", "SK-MEL-28 35.1", "SK-MEL-5 25.2",
    ];

    public static IReadOnlyList<UnconfirmedRow> All { get; } =
    [
        new("HeLa S3: T_d", "20.1 h", Puck), new("HeLa S3: G1", ".503", Puck), new("HeLa S3: S", ".280", Puck), new("HeLa S3: G2", ".179", Puck), new("HeLa S3: M", ".039", Puck),
        .. DoublingTimes.Select(d => new UnconfirmedRow($"{d[..d.LastIndexOf(' ')]}: T_d", $"{d[(d.LastIndexOf(' ') + 1)..]} h", Panel)),
        new("mouse fibroblasts: half-life of mRNA", "9 h", "Schwanhäusser et al. 2011, Nature 473:337"),
        new("mouse fibroblasts: half-life of proteins", "46 h", "Schwanhäusser et al. 2011, Nature 473:337"),
        new("breast cancer: plateau of Gompertz's law", "3.1e12 cells", "Norton 1988, Cancer Res 48:7067"),
        new("palbociclib: half-life in plasma", "29 h", "product label"),
        new("palbociclib: CL/F", "63 L/h", "product label"),
        new("mouse crypt: Lgr5 stem cells", "14 to 16", "Snippert et al. 2010; Schepers et al. 2011"),
        new("haematopoietic stem cells that are active", "50,000 to 200,000", "Lee-Six et al. 2018, Nature 561:473"),
    ];
}
