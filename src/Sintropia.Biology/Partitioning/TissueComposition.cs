namespace Sintropia.Biology.Partitioning;

/// <summary>What a tissue is made of, as shares of its volume, and how much binds to it.</summary>
/// <param name="ExtracellularWater">f_EW.</param>
/// <param name="IntracellularWater">f_IW.</param>
/// <param name="NeutralLipid">f_NL.</param>
/// <param name="NeutralPhospholipid">f_NP.</param>
/// <param name="AcidicPhospholipid">f_AP, g per g.</param>
/// <param name="AlbuminRatio">Albumin in tissue over plasma.</param>
/// <param name="LipoproteinRatio">Lipoprotein in tissue over plasma.</param>
public sealed record TissueComposition(
    double ExtracellularWater, double IntracellularWater, double NeutralLipid, double NeutralPhospholipid, double AcidicPhospholipid, double AlbuminRatio, double LipoproteinRatio);
