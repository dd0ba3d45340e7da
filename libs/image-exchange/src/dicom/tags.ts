/** The elements that localizing reads or writes (PS3.6). */
export const TAG = {
  transferSyntaxUid: 0x00020010,
  specificCharacterSet: 0x00080005, sopClassUid: 0x00080016, sopInstanceUid: 0x00080018, accessionNumber: 0x00080050, issuerOfAccessionNumber: 0x00080051,
  manufacturer: 0x00080070, institutionName: 0x00080080, codeValue: 0x00080100, codingScheme: 0x00080102, codeMeaning: 0x00080104,
  patientName: 0x00100010, patientId: 0x00100020, issuerOfPatientId: 0x00100021, typeOfPatientId: 0x00100022, issuerQualifiers: 0x00100024, patientBirthDate: 0x00100030, patientSex: 0x00100040, otherPatientIds: 0x00101000, otherPatientIdsSequence: 0x00101002,
  contributingEquipment: 0x0018a001, contributionDateTime: 0x0018a002, contributionDescription: 0x0018a003,
  studyInstanceUid: 0x0020000d, seriesInstanceUid: 0x0020000e,
  localNamespace: 0x00400031, universalEntityId: 0x00400032, universalEntityIdType: 0x00400033, purposeOfReference: 0x0040a170,
  modifiedAttributes: 0x04000550, originalAttributes: 0x04000561, modificationDateTime: 0x04000562, modifyingSystem: 0x04000563, sourceOfPreviousValues: 0x04000564, reasonForModification: 0x04000565,
} as const;
