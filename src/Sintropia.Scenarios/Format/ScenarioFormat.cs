using Sintropia.Biology.Expression;
using Sintropia.Predictors;
using Sintropia.Predictors.StandIn;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Format;

/// <summary>The format of scenario files: every section with every key. Parser, error messages and JSON Schema all come from here.</summary>
internal static class ScenarioFormat
{
    /// <summary>The format's number.</summary>
    public const int Version = 1;

    /// <summary>The programme that founders were measured to have.</summary>
    public const string Measured = "measured";

    private static readonly string[] Living = ["G0", "G1", "S", "G2", "M", "senescent"];
    private static readonly string[] OutcomeNames = ["apoptosis", "necrosis", "mitotic_death", "slippage", "senescence"];
    private static readonly Form Words = new TextForm();
    private static readonly Form Name = new NameForm();
    private static readonly Form Flag = new FlagForm();
    private static readonly Form Phases = new ListForm(new ChoiceForm(Living), OrOne: true);
    private static readonly Form Names = new ListForm(Name, OrOne: true);
    private static readonly Form Law = new EitherForm(new("law"), Positive(Dimension.Time));
    private static readonly Form Effects = new ListForm(new SectionForm("effect"));
    private static readonly Form Interventions = new ListForm(new SectionForm("intervention"));
    private static readonly Form Share = new QuantityForm([Dimension.Fraction], 0, 1);
    private static readonly Form PositiveNumber = Positive(Dimension.Number);
    private static readonly Form Level = new QuantityForm(Dimensions.OfLevels, 0);

    /// <summary>All sections, the whole file first.</summary>
    public static IReadOnlyList<KeyTable> Tables { get; } =
    [
        new("scenario", "a scenario", "A simulated experiment: cells, what is done to them, and how long to watch.",
        [
            new("format", Whole(Version, Version), "Number of this format.", "1") { Required = true },
            new("name", Words, "What the experiment is called in reports; the file's name if it is left out.", "Palbociclib on an RB-positive line"),
            new("description", Words, "What to see.", "What palbociclib does to a culture with and without RB1."),
            new("seed", new SeedForm(), "Any whole number. The same scenario with the same seed gives the same result to the last bit.", "20260101") { Required = true },
            new("duration", Positive(Dimension.Time), "How long the experiment lasts.", "96 h") { Required = true },
            new("tick", new QuantityForm([Dimension.Time], 0, 24, Above: true), "How often cells exchange with their tissue; 30 min if left out. Events inside a tick keep their exact times.", "30 min"),
            new("record", new EveryForm(), "How often tables get a row; every hour if left out. A multiple of the tick.", "every 1 h"),
            new("replicates", Whole(1, 10_000), "How many times to run each condition, with draws of its own; 1 if left out.", "3"),
            new("lineage", new ChoiceForm(["kept", "none"]), "Whether the life of every cell is written to lineage.csv; kept if left out.", "kept"),
            new("limit", new QuantityForm([Dimension.Cells], 1, 1e12, Whole: true), "Most living and dead cells that a run may hold before it stops with an error.", "5000000 cells"),
            new("cell_types", new NamedForm(new SectionForm("cell_type")), "Kinds of cells, by names of your choice.", "{ hela: { preset: hela-s3 } }"),
            new("compounds", new NamedForm(new SectionForm("compound")), "Drugs, by names of your choice.", "{ palbociclib: { preset: palbociclib } }"),
            new("ligands", new NamedForm(new SectionForm("ligand")), "Signals that cells may make and take up.", "{ egf: { unit: ng/mL } }"),
            new("genes", new NamedForm(new SectionForm("gene")), "What losing or gaining a gene does.", "{ MYC: { gain: [ { slows: G1, maximum: 20 % } ] } }"),
            new("environment", new NamedForm(new SectionForm("environment")), "Properties of the medium.", "{ oxygen: { unit: mmHg, baseline: 38 mmHg } }"),
            new("organism", new SectionForm("organism"), "A body whose blood joins the tissues; tissues are cultures if left out.", "{ body: reference-male, weight: 73 kg }"),
            new("organs", new NamedForm(new SectionForm("organ")), "Organs of the body that differ from the reference, and more of them.", "{ tumour: { part_of: muscle, mass: 50 g } }"),
            new("expression", new SectionForm("expression"), "What cells express, and which predictor says how that responds; cells have a cycle and no expression if left out.", "{ predictor: stand-in, dimensions: 64 }"),
            new("tissues", new NamedForm(new SectionForm("tissue")), "Where the cells live, by names of your choice.", "{ dish: { populations: [ { type: hela, cells: 5000 cells } ] } }") { Required = true },
            new("interventions", Interventions, "What is done in every condition.", "[ { radiation: 2 Gy, from: 24 h } ]"),
            new("conditions", new NamedForm(Interventions), "Arms of the experiment: names with what is done in each beyond the interventions. One called 'only' if left out.", "{ control: [], treated: [ { compound: palbociclib, dose: 1 uM, from: 24 h } ] }"),
            new("sweep", new SectionForm("sweep"), "The same scenario over and over again with other numbers in it; `sintropia sweep` carries it out, and `sintropia run` takes the scenario as it stands.", "{ parameters: { seeds: { at: seed, values: [1, 2, 3] } } }"),
        ]),
        new("branch", "a file of branches", "What else could happen from some time of a run on.",
        [
            new("compounds", new NamedForm(new SectionForm("compound")), "Drugs that the scenario does not have yet.", "{ palbociclib: { preset: palbociclib } }"),
            new("ligands", new NamedForm(new SectionForm("ligand")), "Signals that the scenario does not have yet.", "{ egf: { unit: ng/mL } }"),
            new("genes", new NamedForm(new SectionForm("gene")), "Genes that the scenario does not describe yet.", "{ MYC: { gain: [ { slows: G1, maximum: 20 % } ] } }"),
            new("environment", new NamedForm(new SectionForm("environment")), "Properties of the medium that the scenario does not have yet.", "{ oxygen: { unit: mmHg, baseline: 38 mmHg } }"),
            new("conditions", new NamedForm(Interventions), "The branches: names with what is done in each, beyond what the condition does that they are forked off.", "{ rescue: [ { compound: palbociclib, dose: 1 uM, from: 24 h } ] }") { Required = true },
        ]),
        new("cell_type", "a cell type", "What all cells of a kind share. Keys override those of the preset.",
        [
            new("preset", Words, "A cell type that Sintropia ships, or a file of one such as sintropia calibrate durations writes, to start from.", "typical-human"),
            new("like", Name, "A cell type of this scenario that stands above, to start from: what is not said here is as it is there. It has the same mutations and hierarchy only if they are said again.", "sensitive"),
            new("description", Words, "What it is.", "A generic adherent line."),
            new("cycle", new SectionForm("cycle"), "Durations of the phases from birth to division.", "{ G1: 11 h, S: 8 h, G2: 4 h, M: 1 h }"),
            new("lifespan", Law, "For cells that never divide instead of a cycle: how long they live, then apoptosis.", "{ exponential: 6.6 d }"),
            new("quiescence", new SectionForm("quiescence"), "The newborn's choice between cycling and resting in G0.", "{ probability: 30 %, rest: { exponential: 20 h } }"),
            new("inheritance", new SectionForm("inheritance"), "How far durations run in families.", "{ early: { mother_daughter: 0.3, sisters: 0.6 } }"),
            new("hazards", new ListForm(new SectionForm("hazard")), "Deaths and other exits that are always possible.", "[ { outcome: apoptosis, rate: 0.003 per h } ]"),
            new("clearance", new SectionForm("clearance"), "How long dead cells stay visible.", "{ apoptotic: 8.6 h }"),
            new("mitotic_memory", new SectionForm("mitotic_memory"), "Long mitoses that stop the daughters.", "{ threshold: 1.5 h, probability: 100 % }"),
            new("hierarchy", new SectionForm("hierarchy"), "What daughters become.", "{ rounds: 4, then: differentiated }"),
            new("mutations", new ListForm(new SectionForm("mutation")), "Heritable changes of newborns, such as to a resistant type.", "[ { to: resistant, probability: 0.0001 % } ]"),
            new("radiosensitivity", new SectionForm("radiosensitivity"), "How radiation kills.", "{ alpha: 0.184 per Gy, beta: 0.02 per Gy2, repair: 2 h }"),
            new("lacks", Names, "Genes that these cells do not have: effects that require one do nothing to them.", "[RB1]"),
        ]) { Citable = true },
        new("cycle", "a cycle", "The duration of each phase, or a table of measured ones.",
        [
            new("G1", Law, "First gap.", "{ erlang: 11 h, stages: 4 }"),
            new("S", Law, "DNA synthesis.", "{ fixed: 8 h }"),
            new("G2", Law, "Second gap.", "4 h"),
            new("M", Law, "Mitosis.", "1 h"),
            new("from", Words, "A table of measured lineages, relative to the scenario's folder. Durations follow its Kaplan-Meier curves.", "data/lineages.csv"),
            new("where", Words, "Which rows of the table: conditions joined by 'and'.", "drug == control and dose == 0"),
            new("frame", Positive(Dimension.Time), "Time between two frames, if the table counts frames; hours if left out.", "30 min") { Noted = false },
            new("columns", new SectionForm("columns"), "Which column holds what; those of a run's lineage.csv if left out.", "{ cell: id, parent: mother, lineage: clone, fate: fate, G1: g1, S: s }"),
            new("inherit", Flag, "Whether to take the correlations of relatives from the table too, corrected for what its film cuts off.", "true"),
            new("deaths", Flag, "Whether to take a constant hazard of apoptosis in each phase from the table too.", "true"),
        ]) { Citable = true },
        new("columns", "a column map", "Which column of a lineage table holds what.",
        [
            new("cell", Words, "The cell's id.", "cell") { Required = true },
            new("parent", Words, "Its mother's id.", "parent_cell") { Required = true },
            new("lineage", new ListForm(Words, OrOne: true), "Columns that together name the lineage.", "[plate, lineage]") { Required = true },
            new("generation", Words, "Divisions since the first recorded cell.", "generation"),
            new("fate", Words, "What became of the cell: divided, died, alive.", "fate"),
            new("birth", Words, "Time of birth.", "birth_frame"),
            new("end", Words, "Time of division, death or end of observation.", "end_frame"),
            new("G1", new EitherForm(new("phase_columns"), Words), "Columns of G1.", "{ duration: g1_frames, status: g1_status }"),
            new("S", new EitherForm(new("phase_columns"), Words), "Columns of S; of S to M where those were not told apart.", "{ duration: sg2_frames, status: sg2_status }"),
            new("G2", new EitherForm(new("phase_columns"), Words), "Columns of G2.", "g2_frames"),
            new("M", new EitherForm(new("phase_columns"), Words), "Columns of M.", "m_frames"),
        ]),
        new("phase_columns", "the columns of a phase", "Where a lineage table keeps one phase.",
        [
            new("duration", new ListForm(Words, OrOne: true), "Its duration; several columns are added up.", "g1_frames") { Required = true },
            new("status", Words, "Column that says observed, left_censored, censored or death; from the fate if left out.", "g1_status"),
        ]),
        new("law", "a duration", "How long something takes: one of fixed, exponential, erlang, lognormal, a_state.",
        [
            new("fixed", Positive(Dimension.Time), "The same time for every cell.", "8 h") { What = "duration" },
            new("exponential", Positive(Dimension.Time), "A constant chance of leaving; the mean, any delay included.", "5 h") { What = "duration, mean" },
            new("erlang", Positive(Dimension.Time), "A chain of memoryless stages; the mean of the whole chain.", "11 h") { What = "duration, mean" },
            new("lognormal", Positive(Dimension.Time), "A normal logarithm; the mean of the duration itself.", "10 h") { What = "duration, mean" },
            new("a_state", Positive(Dimension.Time), "The A-state of Smith and Martin: exponential with this mean.", "5 h") { What = "duration, mean" },
            new("delay", new QuantityForm([Dimension.Time], 0), "With exponential: the shortest possible duration.", "2 h") { What = "duration, shortest" },
            new("stages", Whole(1, 500), "With erlang: number of stages; the coefficient of variation is 1/sqrt(stages).", "4") { What = "stages" },
            new("cv", new QuantityForm([Dimension.Fraction], 0, 100, Above: true), "With lognormal: standard deviation over mean.", "20 %") { What = "coefficient of variation" },
        ]) { Citable = true, OneOf = ["fixed", "exponential", "erlang", "lognormal", "a_state"] },
        new("quiescence", "a quiescence", "The newborn's branch into G0.",
        [
            new("probability", Share, "That a newborn rests.", "30 %") { Required = true, What = "probability that a newborn rests" },
            new("rest", new EitherForm(new("law"), new ChoiceForm(["endless"])), "How long it rests; 'endless' if nothing wakes it.", "{ exponential: 20 h }") { Required = true },
        ]) { Citable = true },
        new("inheritance", "an inheritance", "Heritable pace of the two halves of the cycle.",
        [
            new("early", new SectionForm("pace"), "Of G0 and G1.", "{ mother_daughter: 0.3, sisters: 0.6, reading: rank }"),
            new("late", new SectionForm("pace"), "Of S, G2 and M.", "{ mother_daughter: 0.3, sisters: 0.55, reading: factor, spread: 0.2 }"),
        ]) { Citable = true },
        new("pace", "a heritable pace", "How alike relatives are.",
        [
            new("mother_daughter", new QuantityForm([Dimension.Number], 0, 1, Below: true), "Correlation of mother and daughter.", "0.3") { Required = true, What = "correlation of mother and daughter" },
            new("sisters", new QuantityForm([Dimension.Number], 0, 1), "Correlation of sisters; at least the square of the mother's.", "0.6") { Required = true, What = "correlation of sisters" },
            new("reading", new ChoiceForm(["rank", "factor"]), "rank: the pace is the rank within the law, which keeps its shape. factor: the pace multiplies what the law draws.", "rank"),
            new("spread", Positive(Dimension.Number), "With factor: standard deviation of its logarithm.", "0.2"),
        ]) { Citable = true },
        new("hazard", "a hazard", "A constant chance of an outcome.",
        [
            new("outcome", new ChoiceForm(OutcomeNames), "What happens.", "apoptosis") { Required = true },
            new("in", Phases, "Phases in which it can happen; every phase of a living cell if left out, M for slippage and mitotic_death.", "[G1, S, G2, M]"),
            new("rate", new QuantityForm([Dimension.Rate], 0), "Chance per time.", "0.00319 per h") { Required = true, What = "hazard" },
        ]) { Citable = true },
        new("clearance", "a clearance", "How long dead cells stay visible.",
        [
            new("apoptotic", Law, "After apoptosis.", "8.6 h"),
            new("necrotic", Law, "After necrosis.", "60 d"),
            new("mitotic", Law, "After death in mitosis.", "8.6 h"),
        ]) { Citable = true },
        new("mitotic_memory", "a mitotic memory", "A mitosis that took too long stops the daughters for good.",
        [
            new("threshold", Positive(Dimension.Time), "Longest mitosis without consequence.", "1.5 h") { Required = true },
            new("probability", Share, "That a longer one is remembered; 100 % if left out.", "100 %"),
        ]) { Citable = true },
        new("hierarchy", "a hierarchy", "What daughters become.",
        [
            new("divisions", new ListForm(new SectionForm("division")), "Ways to divide, the renewing one first and the most differentiating last; probabilities sum to 100 %.", "[ { probability: 50 %, daughters: [stem, transit] }, { probability: 50 %, daughters: [transit, transit] } ]"),
            new("rounds", Whole(1, 250), "Divisions in this type after which daughters go on.", "4"),
            new("then", Name, "The type that follows the last round.", "differentiated"),
            new("feedback", new SectionForm("feedback"), "Descendants that hold renewal back.", "{ counts: differentiated, half: 5000 cells, power: 2 }"),
        ]) { Citable = true },
        new("division", "a way to divide", "One way in which a cell divides.",
        [
            new("probability", Share, "Of this way.", "50 %") { Required = true },
            new("daughters", new ListForm(Name), "The types of both daughters.", "[stem, transit]") { Required = true },
        ]) { Citable = true },
        new("mutation", "a mutation", "A heritable change: a cell becomes one of another type, and so do all that descend from it.",
        [
            new("to", Name, "The type that it becomes.", "resistant") { Required = true },
            new("probability", new QuantityForm([Dimension.Fraction], 0, 1, Above: true), "Per newborn, each daughter of a division for itself; of a population, per founder.", "0.0001 %") { Required = true, What = "probability of a mutation" },
        ]) { Citable = true },
        new("feedback", "a feedback", "Renewal is scaled by 1/(1 + (N/half)^power).",
        [
            new("counts", Name, "The type that is counted.", "differentiated") { Required = true },
            new("half", Positive(Dimension.Cells), "The number at which renewal is halved.", "5000 cells") { Required = true, What = "number of cells that halves renewal" },
            new("power", PositiveNumber, "Steepness; 1 if left out.", "2"),
        ]) { Citable = true },
        new("radiosensitivity", "a radiosensitivity", "Survival exp(-alpha D - beta D^2).",
        [
            new("alpha", new QuantityForm([Dimension.PerDose], 0), "Linear term.", "0.184 per Gy") { Required = true },
            new("beta", new QuantityForm([Dimension.PerSquaredDose], 0), "Quadratic term.", "0.02 per Gy2") { Required = true },
            new("repair", Positive(Dimension.Time), "Half-time of the repair of sublethal damage.", "2 h") { Required = true, What = "half-time of repair" },
            new("phases", new NamedForm(new QuantityForm([Dimension.Number], 0), Living), "Factors on both terms in some phases.", "{ S: 0.7 }"),
            new("death", new ChoiceForm(["mitotic", "prompt"]), "mitotic: a lethally hit cell fails at its next mitosis. prompt: apoptosis at once. mitotic if left out.", "mitotic"),
        ]) { Citable = true },
        new("compound", "a compound", "A drug. Keys override those of the preset.",
        [
            new("preset", Words, "A compound that Sintropia ships, or a file of one such as sintropia calibrate dose writes, to start from.", "palbociclib"),
            new("description", Words, "What it is.", "Inhibitor of CDK4 and CDK6."),
            new("unit", Words, "Unit of its level in tables.", "uM"),
            new("unbound", new QuantityForm([Dimension.Fraction], 0, 1, Above: true), "Share of the nominal concentration that is free to act; 100 % if left out.", "15 %") { What = "unbound fraction in the medium" },
            new("half_life", Positive(Dimension.Time), "Half-life in the medium; stable if left out.", "24 h") { What = "half-life in the medium" },
            new("effects", Effects, "What it does to cells.", "[ { holds: G1, ec50: 100 nM } ]"),
            new("circulation", new SectionForm("circulation"), "What a body does to it; read where the scenario has an organism.", "{ molar_mass: 447.5 g/mol, unbound: 15 %, log_p: 2.7, hepatic_clearance: 40 L/h }"),
        ]) { Citable = true },
        new("ligand", "a ligand", "A signal that cells may make and take up.",
        [
            new("description", Words, "What it is.", "Epidermal growth factor."),
            new("unit", Words, "Unit of its level.", "ng/mL") { Required = true },
            new("unbound", new QuantityForm([Dimension.Fraction], 0, 1, Above: true), "Share that is free to act; 100 % if left out.", "100 %"),
            new("baseline", Level, "Level where nothing is done; 0 if left out.", "1 ng/mL"),
            new("half_life", Positive(Dimension.Time), "Half-life in the medium; stable if left out.", "8 h") { What = "half-life in the medium" },
            new("secretion", new NamedForm(new TextForm()), "What each cell type makes, per hour and living cell.", "{ tumour: 1e-6 ng/mL per h }"),
            new("uptake", new NamedForm(new QuantityForm([Dimension.Rate], 0)), "Share of the pool that each cell type takes up, per hour and living cell.", "{ tumour: 1e-7 per h }"),
            new("effects", Effects, "What it does to cells.", "[ { speeds: G1, ec50: 5 ng/mL, maximum: 50 % } ]"),
            new("circulation", new SectionForm("circulation"), "What a body does to it. Where it is said, blood carries what cells make from tissue to tissue, and secretion is of one litre.", "{ unbound: 100 %, partition: { all: 0.3 }, renal_intrinsic: 5 L/h }"),
        ]) { Citable = true },
        new("gene", "a gene", "What losing or gaining it does. Strengths run from 0 to 100 %.",
        [
            new("description", Words, "What it is.", "Retinoblastoma protein."),
            new("loss", Effects, "Of knockout (full strength) and knockdown.", "[ { speeds: G1, maximum: 20 % } ]"),
            new("gain", Effects, "Of activation and overexpression.", "[ { rests: newborns, maximum: 80 % } ]"),
        ]) { Citable = true },
        new("environment", "a property of the medium", "Serum, oxygen, temperature.",
        [
            new("description", Words, "What it is.", "Oxygen at the cells."),
            new("unit", Words, "Unit of its level.", "mmHg") { Required = true },
            new("baseline", Level, "Level where nothing is done; 0 if left out.", "38 mmHg"),
            new("effects", Effects, "What it does to cells.", "[ { harms: necrosis, ec50: 60 mmHg, hill: 4, maximum: 0.01 per h } ]"),
        ]) { Citable = true },
        new("effect", "an effect", "One thing that an agent does to cells, by its unbound level: maximum * c^hill / (ec50^hill + c^hill).",
        [
            new("holds", new ChoiceForm([.. Living.Take(5)]), "Holds a share of the cells at the checkpoint behind this phase.", "G1"),
            new("slows", Phases, "Slows these phases; 100 % is an arrest where the cell stands.", "[S, G2]"),
            new("speeds", Phases, "Speeds these phases up; 100 % doubles the rate.", "G1"),
            new("harms", new ChoiceForm(OutcomeNames), "Adds a hazard.", "apoptosis"),
            new("rests", new ChoiceForm(["newborns"]), "Sends a share of the newborns to rest in G0.", "newborns"),
            new("in", Phases, "With harms: phases in which it can happen.", "[M]"),
            new("ec50", new QuantityForm(Dimensions.OfLevels, 0, Above: true), "Level of half the effect: a cellular potency, not an enzyme's.", "100 nM"),
            new("hill", PositiveNumber, "Steepness; 1 if left out.", "2") { What = "Hill power" },
            new("maximum", new QuantityForm([Dimension.Fraction, Dimension.Rate], 0), "Greatest effect: a share, 100 % if left out; a rate with harms.", "50 %"),
            new("ideal", Flag, "No curve: the full effect from a level of 1 unit on, in proportion below.", "true"),
            new("lack", Flag, "The effect of having too little: full at a level of 0, half at ec50, none where there is plenty.", "true"),
            new("requires", Name, "A gene without which it does nothing.", "RB1"),
            new("cell_types", Names, "Types it acts on; all if left out.", "[tumour]"),
        ]) { Citable = true, OneOf = ["holds", "slows", "speeds", "harms", "rests"] },
        new("expression", "an expression", "What cells express: a state that goes to where a predictor says it would settle under what reaches the cell.",
        [
            new("predictor", new ChoiceOrFileForm(PredictorRegistry.Names, ".safetensors"), "Who says where a cell would settle: a file that `sintropia train` wrote, relative to the scenario's folder, whose panel of genes becomes the state. no-change: nothing responds, and cells express what their phase and their own residual say. stand-in: a fixed network without any meaning, to try things with.", "stand-in") { Required = true },
            new("dimensions", Whole(1, ExpressionPlan.MostDimensions), "Dimensions of the state; as many as there are genes where cells were measured.", "64") { Noted = false },
            new("genes", new ListForm(Words), "Genes of measured cells that the state consists of.", "[MKI67, TOP2A, PCNA]"),
            new("variable_genes", Whole(1, ExpressionPlan.MostDimensions), "How many genes of measured cells the state consists of: those that vary most between cells. Where neither this nor 'genes' is given, all of them, or 2000 where there are more than 4096.", "2000") { Noted = false },
            new("depth", new QuantityForm([Dimension.Number], 0, Above: true), "Molecules per cell that counts are brought to before their logarithm is taken; 10000 if left out.", "10000") { Noted = false },
            new("snapshot", new EveryForm(), "How often what cells express is written to cells.h5ad, besides at the end; a multiple of the tick. At the end alone if left out.", "every 24 h"),
            new("sample", new QuantityForm([Dimension.Cells, Dimension.Number], 1, 10_000_000, Whole: true), "Most cells of a snapshot; of more, a sample by identity. 20000 cells if left out.", "5000 cells") { Noted = false },
            new("half_life", Positive(Dimension.Time), "Time in which half of the way to the settled state is gone; 6 h if left out.", "6 h") { What = "half-life of the way to the settled state" },
            new("tolerance", new QuantityForm([Dimension.Fraction], 0), "Change of a level after which the predictor is asked again; 10 % if left out.", "10 %") { What = "change of a level that counts" },
            new("ask_every", new TicksForm(), "When the predictor is asked again although neither phase nor exposure changed, as a time or in ticks; every 24 h if left out.", "every 4 ticks") { Noted = false },
            new("residual_spread", new QuantityForm([Dimension.Number], 0), "Standard deviation of what cells of one type and phase differ by, in every dimension; 0 if left out, and where cells were measured, what they differ by.", "0.5") { What = "spread between cells of one type and phase" },
            new("inherited", Share, "Correlation of that with the mother's; 90 % if left out.", "90 %") { What = "share of the residual that is inherited" },
            new("programme", new ChoiceForm(["none", Measured, StandInPredictor.Name]), "What cells express in each phase on average. none: the same in all. measured: the means of the founders in it. stand-in: drawn by the type's name, without any meaning. none if left out, measured where cells were.", "stand-in"),
            new("fate", new ListForm(new SectionForm("fate")), "How programmes of genes change what becomes of cells, by what x is above x₀. Expression changes nothing of a cell's fate if left out: no weight of any programme is known well enough to be a default.", "[ { programme: apoptosis, genes: [BAX, BBC3], endangers: [G1, S, G2, M], fold: 2 } ]"),
        ]) { Citable = true },
        new("fate", "an effect of expression on fate", "One programme of genes, and the rate that it multiplies: fold to the power of the mean of x − x₀ over its genes; all effects on a cell together come to no more than ten times and no less than a tenth.",
        [
            new("programme", Words, "Its name.", "apoptosis") { Required = true },
            new("genes", new ListForm(Words), "Its genes, of those that the state consists of; axes by their number from 0 where the state has no genes.", "[BAX, BBC3]") { Required = true },
            new("speeds", Phases, "Multiplies progress through these phases; a fold below 1 slows.", "[G1]"),
            new("endangers", Phases, "Multiplies the hazards that threaten cells in these phases already; a fold below 1 protects.", "[G1, S, G2, M]"),
            new("fold", new QuantityForm([Dimension.Number], 0, Above: true), "Factor for a mean rise of 1 in the unit of the state: the natural logarithm of normalised counts where genes were measured.", "2") { Required = true, What = "factor per unit of the programme" },
        ]) { Citable = true, OneOf = ["speeds", "endangers"] },
        new("tissue_template", "a tissue template", "A tissue that Sintropia ships, with the cell types that live in it.",
        [
            new("description", Words, "What it is.", "Epithelium of the small intestine.") { Required = true },
            new("cell_types", new NamedForm(new SectionForm("cell_type")), "Its kinds of cells.", "{ villus: { lifespan: 5.3 d } }") { Required = true },
            new("tissue", new SectionForm("tissue"), "The tissue.", "{ organ: gut, populations: [ { type: villus, cells: 8500 cells } ] }") { Required = true },
        ]),
        new("tissue", "a tissue", "A place where cells live together. Keys override those of the preset.",
        [
            new("preset", Words, "A tissue that Sintropia ships, to start from; its cell types come with it, and a scenario can give them other numbers under 'cell_types'.", "small-intestine"),
            new("organ", Name, "The organ that it belongs to; 'culture' if left out. In an organism an organ of the body, or 'blood'.", "culture"),
            new("scale", Positive(Dimension.Number), "Cells of the body that each simulated cell stands for, since a tissue is a sample of its organ; 1 if left out.", "1e6"),
            new("crowding", new SectionForm("crowding"), "Contact inhibition; boundless growth if left out.", "{ capacity: 50000 cells, power: 2 }"),
            new("populations", new ListForm(new SectionForm("population")), "Its founders.", "[ { type: hela, cells: 5000 cells } ]"),
            new("migration", new ListForm(new SectionForm("migration")), "Cells that leave it for other tissues, such as the marrow for the blood.", "[ { type: neutrophil, to: blood } ]"),
        ]) { Citable = true },
        new("migration", "a migration", "Living cells that go to another tissue, between two ticks, with what they are and have left to live.",
        [
            new("type", Name, "Their cell type.", "neutrophil") { Required = true },
            new("to", Name, "The tissue that they come into, or the organ of which it is the only tissue.", "blood") { Required = true },
            new("rate", Positive(Dimension.Rate), "How fast they leave; all that are there at the end of a tick if left out.", "0.5 per d") { What = "rate of migration" },
        ]) { Citable = true },
        new("crowding", "a crowding", "G1 and G0 run at the rate 1 - (N/capacity)^power.",
        [
            new("capacity", Positive(Dimension.Cells), "Living cells at which no cell starts another cycle.", "50000 cells") { Required = true },
            new("power", PositiveNumber, "1 slows from the first cell on, larger numbers only near the capacity; 1 if left out.", "2"),
        ]) { Citable = true },
        new("population", "a population", "Founders of one type.",
        [
            new("type", Name, "Their cell type.", "hela") { Required = true },
            new("cells", new QuantityForm([Dimension.Cells, Dimension.Number], 1, int.MaxValue, Whole: true), "How many; as many as there are in the file if left out with 'from'.", "5000 cells"),
            new("founding", new ChoiceForm(["asynchronous", "newborn", "start_of_s", "start_of_m", "resting"]), "Where in the cycle they stand; asynchronous if left out.", "asynchronous"),
            new("mutants", new ListForm(new SectionForm("mutation")), "Founders that are mutants from the start, each by a draw of its own.", "[ { to: resistant, probability: 0.1 % } ]"),
            new("cycle", new SectionForm("cycle"), "The cycle of a type that cell_types does not name.", "{ from: data/lineages.csv }"),
            new("from", Words, "An h5ad file with measured cells: each founder is made of one, with what it expresses and the phase that it was in.", "data/cells.h5ad"),
            new("where", Words, "Which of its cells, by columns of its obs; all if left out.", "condition == \"control\" and n_genes > 500"),
            new("layer", Words, "The layer that holds counts or log-normalised values; X if left out.", "counts"),
            new("symbols", Words, "The column of its var that holds the symbols of genes; the names of its rows if left out.", "gene_name"),
            new("sizes", Words, "The column of its obs that says how many molecules each cell has over all its genes, where the file holds some of them and its counts are brought to one depth; their sum if left out.", "total_counts"),
            new("phase", Words, "The column of its obs that says the phase of each cell, such as G1, S, G2M; scored from genes of S and of G2 and M if left out.", "phase"),
            new("cycling", Flag, "false for cells that rest, such as those of blood: all are founded in G0; true if left out.", "false"),
        ]),
        new("intervention", "an intervention", "Something done to the cells.",
        [
            new("compound", Name, "A compound to give.", "palbociclib"),
            new("ligand", Name, "A ligand to give.", "egf"),
            new("environment", Name, "A property of the medium to set.", "serum"),
            new("radiation", new QuantityForm([Dimension.Dose], 0, 1000, Above: true), "A dose of radiation, given at once.", "2 Gy"),
            new("knockout", Name, "A gene to remove.", "RB1"),
            new("knockdown", Name, "A gene to weaken.", "RB1"),
            new("activation", Name, "A gene to strengthen.", "MYC"),
            new("overexpression", Name, "A gene to express at a level.", "MYC"),
            new("dose", new DoseForm((QuantityForm)Level), "Level of a compound or ligand in the medium; in an organism an amount with its route: po, iv, iv over a time; also per body weight (2 mg/kg iv) or surface (75 mg/m2 iv).", "1 uM"),
            new("level", Level, "Level of a property of the medium.", "0.1 %"),
            new("strength", new QuantityForm([Dimension.Fraction], 0, 1, Above: true), "Strength of a knockdown, activation or overexpression; 100 % if left out.", "80 %"),
            new("from", new QuantityForm([Dimension.Time], 0), "First onset; the start of the run if left out.", "24 h"),
            new("until", Positive(Dimension.Time), "End; the end of the run if left out.", "72 h"),
            new("every", new EveryForm(), "Interval between onsets; one onset only if left out.", "24 h"),
            new("for", Positive(Dimension.Time), "How long it acts after each onset.", "4 h"),
            new("ramp", new RampForm(), "How it builds up; at once if left out.", "linear over 12 h"),
            new("target", new SectionForm("target"), "Where; everywhere if left out.", "{ tissue: dish, fraction: 30 % }"),
            new("hold_while", Words, "A state in which a dose is not given when it is due: cells per litre of blood, simulated cells, or a level in plasma.", "neutrophil < 1e9/L"),
            new("resume_at", Words, "Where held doses go on; at the same value if left out.", "1.5e9/L"),
            new("reduce_to", new QuantityForm([Dimension.Fraction], 0, 1, Above: true), "What doses are reduced to each time that holding began; 100 % if left out.", "75 %"),
        ]) { OneOf = ["compound", "ligand", "environment", "radiation", "knockout", "knockdown", "activation", "overexpression"] },
        new("target", "a target", "Where an intervention acts.",
        [
            new("organ", Name, "Only this organ.", "culture"),
            new("tissue", Name, "Only this tissue.", "dish"),
            new("cell_type", Name, "Only this cell type.", "hela"),
            new("fraction", new QuantityForm([Dimension.Fraction], 0, 1, Above: true), "Share of the cells; drawn once for each, and inherited.", "30 %"),
            new("cell", Words, "One cell, by its identity in lineage.csv or cells.csv, if it lives at the first onset; what descends from it is reached too.", "'9b1c4a6ee0d25f3718c2a95d7e40b6f1'"),
        ]),
        .. OrganismFormat.Tables,
        .. SweepFormat.Tables,
        new("citation", "a number with its source", "A number with where it comes from. Can stand for any number of the biology.",
        [
            new("value", Words, "The number with its unit.", "11 h") { Required = true },
            new("spread", Words, "How uncertain it is.", "sd 2 h"),
            new("source", Words, "The work that states it.", "Chao et al. 2019"),
            new("doi", Words, "Its doi.", "10.15252/msb.20188604"),
            new("status", new ChoiceForm(["sourced", "assumed"]), "sourced if the source was read and says so; assumed if the value stands in for a measured one.", "sourced"),
            new("note", Words, "Why this value, or what to keep in mind.", "Read off figure 2."),
        ]),
    ];

    private static readonly Dictionary<string, KeyTable> ByName = Tables.ToDictionary(t => t.Name);

    /// <summary>The section of that name.</summary>
    public static KeyTable Table(string name) => ByName[name];

    private static QuantityForm Positive(Dimension dimension) => new([dimension], 0, Above: true);

    private static QuantityForm Whole(int least, int most) => new([Dimension.Number], least, most, Whole: true);
}
