namespace Sintropia.Biology.Circulation;

/// <summary>A body as blood sees it: organs in parallel between arteries and veins, the lung in series with them, the gut before the liver.</summary>
/// <remarks>Whole-body perfusion-limited structure; Williams 1993 and ICRP 89 as in <see cref="ReferenceMale"/>.</remarks>
public sealed record Physiology
{
    /// <summary>How far flows may be from their sum, relative.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>A body.</summary>
    /// <param name="organs">Its organs: one liver, one lung, and any others.</param>
    /// <param name="arterial">Blood in arteries, L.</param>
    /// <param name="venous">Blood in veins, L.</param>
    /// <param name="cardiacOutput">Blood that the heart pumps, L/h: the sum of the flows of all organs.</param>
    /// <param name="haematocrit">Share of red cells in blood, 0 to 1.</param>
    /// <exception cref="PhysiologyException">Flows do not sum to the cardiac output, a volume is not positive, or liver or lung are missing.</exception>
    public Physiology(IReadOnlyList<OrganPhysiology> organs, double arterial, double venous, double cardiacOutput, double haematocrit = 0.44)
    {
        if (!(arterial > 0) || !(venous > 0)) throw new PhysiologyException($"A body cannot have {arterial} L of arterial and {venous} L of venous blood. Give volumes above 0.");
        if (!(haematocrit is > 0 and < 1)) throw new PhysiologyException($"A haematocrit cannot be {haematocrit}. Give a share between 0 and 1, such as 0.44.");
        if (organs.GroupBy(o => o.Name).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new PhysiologyException($"The body has {twice.Count()} organs called {twice.Key}. Give each a name of its own.");
        (Organs, ArterialVolume, VenousVolume, CardiacOutput, Haematocrit) = (organs, arterial, venous, cardiacOutput, haematocrit);
        (Liver, Lung) = (TheOne(Perfusion.Hepatic, "liver"), TheOne(Perfusion.Pulmonary, "lung"));
        var sum = 0.0;
        foreach (var organ in organs) sum += organ.Flow;
        if (!(Math.Abs(sum - cardiacOutput) <= Tolerance * cardiacOutput))
            throw new PhysiologyException($"The flows of the organs sum to {sum} L/h and the heart pumps {cardiacOutput} L/h, which is {100 * sum / cardiacOutput:0.####} %. Make the shares sum to 100 %.");
    }

    /// <summary>Its organs.</summary>
    public IReadOnlyList<OrganPhysiology> Organs { get; }

    /// <summary>Blood in arteries, L.</summary>
    public double ArterialVolume { get; }

    /// <summary>Blood in veins, L.</summary>
    public double VenousVolume { get; }

    /// <summary>Blood that the heart pumps, L/h.</summary>
    public double CardiacOutput { get; }

    /// <summary>Share of red cells in blood.</summary>
    public double Haematocrit { get; }

    /// <summary>Position of the liver.</summary>
    public int Liver { get; }

    /// <summary>Position of the lung.</summary>
    public int Lung { get; }

    /// <summary>All blood, L.</summary>
    public double BloodVolume => ArterialVolume + VenousVolume;

    /// <summary>Blood that leaves the liver, L/h: that of its artery and of the portal vein.</summary>
    public double HepaticFlow
    {
        get
        {
            var flow = Organs[Liver].Flow;
            foreach (var organ in Organs)
                if (organ.Perfusion == Perfusion.Portal) flow += organ.Flow;
            return flow;
        }
    }

    /// <summary>Position of an organ by name; −1 if there is none.</summary>
    public int Find(string name)
    {
        for (var i = 0; i < Organs.Count; i++)
            if (Organs[i].Name == name) return i;
        return -1;
    }

    private int TheOne(Perfusion perfusion, string what)
    {
        var found = Enumerable.Range(0, Organs.Count).Where(i => Organs[i].Perfusion == perfusion).ToArray();
        return found.Length == 1 ? found[0] : throw new PhysiologyException($"A body has one {what}; this one has {found.Length}. Begin with the organs of a reference body.");
    }
}
