using Sintropia.Biology.Circulation;
using Sintropia.Biology.Partitioning;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads what a body does to a substance.</summary>
/// <param name="body">The body.</param>
internal sealed class CirculationSection(Body body)
{
    private const double Ln2 = 0.6931471805599453;
    private const string All = "all";

    /// <summary>A substance that blood carries; null if something about it was reported.</summary>
    public ScenarioCarried? Read(Section section, string name)
    {
        if (section.IsBroken) return null;
        if (section.Base("unbound") is not { } unbound)
        {
            if (!section.Has("unbound")) section.Wrong($"How much of {name} is unbound in plasma? Give 'unbound', such as 'unbound: 15 %': only that leaves the blood and acts");
            return null;
        }

        var ratio = section.Base("blood_to_plasma") ?? 1;
        if (Partition(section, name, unbound, ratio) is not { } partition) return null;
        var free = unbound / ratio;
        var liver = Intrinsic(section, "hepatic", body.Physiology.HepaticFlow, free, ratio);
        var kidney = body.Physiology.Find("kidney");
        var kidneys = Intrinsic(section, "renal", kidney < 0 ? 0 : body.Physiology.Organs[kidney].Flow, free, ratio);
        var (absorbed, swallowed) = Absorbed(section, name, WellStirred.Availability(body.Physiology.HepaticFlow, free, liver ?? 0));
        var absorption = section.Base("absorption");
        if (liver is not { } hepatic || kidneys is not { } renal || absorbed is not { } share) return null;
        return new(name, new()
        {
            UnboundInPlasma = unbound,
            BloodToPlasma = ratio,
            Partition = partition,
            HepaticIntrinsic = hepatic,
            RenalIntrinsic = renal,
            Absorption = absorption ?? 1,
            AbsorbedShare = share,
            EffectRate = section.Base("effect_delay") is { } delay ? Ln2 / delay : double.PositiveInfinity,
        }, section.Base("molar_mass")) { IsAbsorbed = swallowed && absorption is not null };
    }

    private Dictionary<string, double>? Partition(Section section, string name, double unbound, double ratio)
    {
        var given = new Dictionary<string, double>();
        foreach (var (organ, node, path) in section.Named("partition"))
            if (section.Number(node, path, (QuantityForm)((NamedForm)section.Table.Find("partition")!.Form).Value, name, $"partition into {organ}") is { } kp)
            {
                given[organ] = kp.Number;
                if (organ != All && body.Physiology.Find(organ) < 0) section.Wrong("partition", $"The body has no organ '{organ}'; it has {string.Join(", ", body.Physiology.Organs.Select(o => o.Name))}, and '{All}' stands for those that are not named", NearestName.To(organ, body.Physiology.Organs.Select(o => o.Name)));
            }

        var protons = new Ionisation(Numbers(section, "acids", name), Numbers(section, "bases", name));
        var lipophilic = section.Base("log_p");
        var poulin = section.Choice("method") == "poulin-theil";
        var partition = new Dictionary<string, double>();
        var missing = new List<string>();
        foreach (var organ in body.Physiology.Organs.Select(o => o.Name))
        {
            var like = body.Compositions[organ];
            if (given.TryGetValue(organ, out var kp) || given.TryGetValue(All, out kp)) partition[organ] = kp;
            else if (lipophilic is not { } logP || TissueCompositions.Of(like) is null) missing.Add(organ);
            else partition[organ] = poulin ? new PoulinTheil(logP, unbound, protons).Partition(like) : new RodgersRowland(logP, protons, unbound, ratio, body.Physiology.Haematocrit).Partition(like);
        }

        if (missing.Count == 0) return partition;
        if (given.Count > 0 || lipophilic is not null || !section.Has("partition"))
            section.Wrong($"Nothing says how {name} divides between plasma and {string.Join(", ", missing)}. Give {(lipophilic is null ? "'log_p' with the pKa's of its 'acids' and 'bases', or " : "")}the coefficients under 'partition', such as 'partition: {{ {missing[0]}: 2, all: 1 }}'");
        return null;
    }

    /// <summary>The intrinsic clearance of an organ, L/h: given, or behind the clearance of plasma. Null if it was reported.</summary>
    private static double? Intrinsic(Section section, string organ, double flow, double free, double ratio)
    {
        var (plasma, intrinsic) = ($"{organ}_clearance", $"{organ}_intrinsic");
        if (section.Says(plasma) && section.Says(intrinsic)) section.Wrong(intrinsic, $"Either '{plasma}' or '{intrinsic}' says what the organ clears, not both. Remove one");
        // What the scenario says wins over the preset, whichever of the two it says.
        if (section.Says(intrinsic) || (section.Has(intrinsic) && !section.Says(plasma))) return section.Base(intrinsic);
        if (!section.Has(plasma)) return 0;
        if (section.Base(plasma) is not { } clearance) return null;
        if (clearance / ratio < flow) return WellStirred.Intrinsic(flow, free, clearance / ratio);
        section.Wrong(plasma, FormattableString.Invariant($"The organ is given {flow:0.####} L/h of blood and cannot clear {clearance / ratio:0.####} L/h of it, which {clearance:0.####} L/h of plasma would be. Check the unit, or give '{intrinsic}'"));
        return null;
    }

    /// <summary>Fa·Fg, and whether anybody says it; null if it was reported.</summary>
    private static (double? Share, bool Said) Absorbed(Section section, string name, double first)
    {
        if (section.Says("absorbed") && section.Says("bioavailability")) section.Wrong("bioavailability", "Either 'absorbed' or 'bioavailability' says how much of a dose by mouth arrives, not both. Remove one");
        if (section.Says("absorbed") || (section.Has("absorbed") && !section.Says("bioavailability"))) return (section.Base("absorbed"), true);
        if (!section.Has("bioavailability")) return (1, false);
        if (section.Base("bioavailability") is not { } label) return (null, true);
        if (label / first <= 1) return (label / first, true);
        section.Wrong("bioavailability", FormattableString.Invariant($"{label * 100:0.##} % of {name} cannot arrive when only {first * 100:0.##} % of it passes the liver: Fa Fg would be {label / first:0.###}. Lower the hepatic clearance or the bioavailability"));
        return (null, true);
    }

    private static List<double> Numbers(Section section, string key, string name)
    {
        if (section.Find(key) is not var (node, owner)) return [];
        var form = (QuantityForm)((ListForm)section.Table.Find(key)!.Form).Item;
        IReadOnlyList<Node> items = node is ListNode list ? list.Items : [node];
        return [.. items.Select((item, i) => owner.Number(item, node is ListNode ? $"{owner.At(key)}[{i}]" : owner.At(key), form, name, section.Table.Find(key)!.What)?.Number).OfType<double>()];
    }
}
