namespace Sintropia.Biology.Circulation;

/// <summary>An organ as blood sees it: well stirred, and limited by its flow alone.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Volume">Of its tissue, L, &gt; 0.</param>
/// <param name="Flow">Arterial blood that it is given, L/h, &gt; 0; for the liver that of its artery alone, for the lung 0, since all blood passes it.</param>
/// <param name="Perfusion">Where that blood comes from and goes to.</param>
/// <exception cref="PhysiologyException">A volume or a flow is not positive.</exception>
public sealed record OrganPhysiology(string Name, double Volume, double Flow, Perfusion Perfusion = Perfusion.Systemic)
{
    /// <summary>Of its tissue, L.</summary>
    public double Volume { get; init; } = Volume > 0 && double.IsFinite(Volume)
        ? Volume
        : throw new PhysiologyException($"The organ {Name} cannot have a volume of {Volume} L. Give it a mass above 0.");

    /// <summary>Arterial blood that it is given, L/h.</summary>
    public double Flow { get; init; } = double.IsFinite(Flow) && (Perfusion == Perfusion.Pulmonary ? Flow == 0 : Flow > 0)
        ? Flow
        : throw new PhysiologyException(Perfusion == Perfusion.Pulmonary
            ? $"The lung {Name} is given {Flow} L/h of arterial blood; all blood of the veins passes it. Leave its flow out."
            : $"The organ {Name} cannot have a flow of {Flow} L/h. Give it a share of the cardiac output above 0.");
}
