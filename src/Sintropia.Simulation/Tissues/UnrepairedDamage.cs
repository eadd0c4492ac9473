namespace Sintropia.Simulation.Tissues;

/// <summary>Sublethal damage that a group of cells carried right after a fraction of radiation.</summary>
/// <param name="Type">Cell type.</param>
/// <param name="Subset">Subset.</param>
/// <param name="Dose">Gy, earlier fractions weighed by what of them was unrepaired.</param>
/// <param name="Time">When, h.</param>
public readonly record struct UnrepairedDamage(byte Type, byte Subset, double Dose, double Time);
