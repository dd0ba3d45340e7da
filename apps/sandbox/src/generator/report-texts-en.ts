import type { StudyContent } from '../imaging/sandbox-study.js';
import type { ExamKey } from './exams.js';

/** One way a report of an exam can read. The texts are invented and describe nobody. */
export interface ReportText {
  readonly indication: string;
  readonly technique: string;
  readonly findings: string;
  readonly impression: string;
  /** What the pictures then show, where it is not the exam's ordinary content. */
  readonly content?: StudyContent;
}

export const REPORT_TEXTS_EN: Readonly<Record<ExamKey, readonly ReportText[]>> = {
  'xr-wrist': [
    {
      indication: 'Fall on the outstretched {side} hand. Pain and swelling of the distal forearm.',
      technique: 'Three views of the {side} wrist: PA, oblique and lateral.',
      findings: 'Transverse fracture of the distal {side} radius about 2 cm proximal to the articular surface, with mild dorsal angulation of the distal fragment. No intra-articular extension. The ulnar styloid is intact. Carpal alignment is preserved. Soft tissue swelling over the dorsum of the wrist.',
      impression: 'Extra-articular fracture of the distal {side} radius with mild dorsal angulation.', content: 'wrist-fracture',
    },
    {
      indication: '{side} wrist pain after lifting. No direct injury.',
      technique: 'Three views of the {side} wrist.',
      findings: 'No fracture or dislocation. Joint spaces are preserved. Scapholunate interval is within normal limits. Soft tissues are unremarkable.',
      impression: 'Normal radiographs of the {side} wrist.',
    },
  ],
  'xr-hand': [
    {
      indication: 'Stiffness of the small joints of the {side} hand. Rule out inflammatory arthropathy.',
      technique: 'PA and oblique views of the {side} hand.',
      findings: 'Mild joint space narrowing with small marginal osteophytes at the second and third distal interphalangeal joints. No erosions. No fracture. Bone density is normal for age.',
      impression: 'Mild osteoarthritis of the distal interphalangeal joints. No sign of an erosive arthropathy.',
    },
    {
      indication: 'Door closed on the {side} hand. Tender fifth metacarpal.',
      technique: 'PA and oblique views of the {side} hand.',
      findings: 'No fracture, dislocation or foreign body. Soft tissue swelling over the ulnar border of the hand.',
      impression: 'No fracture of the {side} hand.',
    },
  ],
  'xr-knee': [
    {
      indication: 'Chronic {side} knee pain, worse on stairs.',
      technique: 'Weight-bearing AP and lateral views of the {side} knee.',
      findings: 'Moderate narrowing of the medial compartment with subchondral sclerosis and marginal osteophytes. Patellofemoral osteophytes. Small joint effusion. No fracture.',
      impression: 'Moderate medial compartment and patellofemoral osteoarthritis of the {side} knee with a small effusion.',
    },
    {
      indication: 'Twisting injury of the {side} knee during sport.',
      technique: 'AP and lateral views of the {side} knee.',
      findings: 'No fracture. Joint spaces are preserved. Moderate suprapatellar effusion.',
      impression: 'Joint effusion without fracture of the {side} knee. If a ligament or meniscal injury is suspected clinically, MR may be considered.',
    },
  ],
  'xr-chest': [
    {
      indication: 'Cough and fever for five days.',
      technique: 'PA and lateral views of the chest.',
      findings: 'Patchy air space opacity in the right lower lobe. No pleural effusion. Heart size and mediastinal contours are normal. No pneumothorax.',
      impression: 'Right lower lobe pneumonia. Follow-up radiograph in six weeks is suggested to document resolution.',
    },
    {
      indication: 'Pre-operative assessment.',
      technique: 'PA and lateral views of the chest.',
      findings: 'The lungs are clear. Heart size is normal. Mediastinal contours are unremarkable. No pleural effusion or pneumothorax. Degenerative change of the thoracic spine.',
      impression: 'No acute cardiopulmonary disease.',
    },
    {
      indication: 'Shortness of breath. Known heart failure.',
      technique: 'PA and lateral views of the chest.',
      findings: 'Cardiomegaly. Upper lobe vascular redistribution and septal lines at the bases. Small bilateral pleural effusions. No focal consolidation.',
      impression: 'Congestive heart failure with small bilateral pleural effusions.',
    },
  ],
  'ct-chest': [
    {
      indication: 'Nodule on chest radiograph. Former smoker.',
      technique: 'Helical acquisition through the chest without intravenous contrast. 5 mm axial reconstructions.',
      findings: 'Solid 7 mm nodule in the right upper lobe with smooth margins. Two calcified granulomas in the left lower lobe. No enlarged mediastinal lymph node. Mild upper-lobe-predominant emphysema. No pleural effusion. The upper abdomen is unremarkable.',
      impression: '1. Solid 7 mm right upper lobe nodule. Follow-up CT in 6 to 12 months is recommended.\n2. Mild emphysema.',
    },
    {
      indication: 'Persistent cough. Normal chest radiograph.',
      technique: 'Helical acquisition through the chest without intravenous contrast.',
      findings: 'No pulmonary nodule or consolidation. Airways are patent. No enlarged lymph node. Minor dependent atelectasis. Coronary artery calcification.',
      impression: 'No cause for the cough is seen. Coronary artery calcification.',
    },
  ],
  'ct-head': [
    {
      indication: 'Fall with head strike. On anticoagulation.',
      technique: 'Non-contrast axial CT of the head.',
      findings: 'No intracranial haemorrhage. No mass effect or midline shift. Ventricles and sulci are prominent in keeping with age. Mild periventricular hypodensity. No skull fracture. Right parietal scalp haematoma.',
      impression: 'No acute intracranial haemorrhage or skull fracture. Mild chronic small vessel disease.',
    },
    {
      indication: 'Sudden weakness of the left arm.',
      technique: 'Non-contrast axial CT of the head.',
      findings: 'Loss of grey-white differentiation in the right insular cortex and frontal operculum. No haemorrhage. No midline shift.',
      impression: 'Early ischaemic change in the right middle cerebral artery territory. No haemorrhage.',
    },
  ],
  'mr-brain': [
    {
      indication: 'Migraine with a change of pattern.',
      technique: 'Sagittal and axial T1, axial T2 and FLAIR, diffusion-weighted sequences. No contrast.',
      findings: 'No restricted diffusion. A few punctate foci of T2 signal in the frontal white matter. Ventricles are normal in size. No mass. Major flow voids are preserved.',
      impression: 'No acute abnormality. A few nonspecific white matter foci, which can be seen with migraine.',
    },
    {
      indication: 'Memory loss over two years.',
      technique: 'Axial T1, T2, FLAIR and diffusion-weighted sequences without contrast.',
      findings: 'Generalized volume loss, slightly more marked in the medial temporal lobes. Moderate confluent periventricular white matter change. No microhaemorrhage. No mass.',
      impression: 'Generalized volume loss with medial temporal predominance and moderate small vessel disease.',
    },
  ],
  'us-abdomen': [
    {
      indication: 'Right upper quadrant pain after meals.',
      technique: 'Grey-scale and colour Doppler examination of the abdomen.',
      findings: 'Several mobile gallstones up to 9 mm. Gallbladder wall is not thickened. Common bile duct measures 4 mm. The liver is of normal size and echogenicity. Both kidneys and the spleen are unremarkable. The pancreas is partly obscured by bowel gas.',
      impression: 'Cholelithiasis without sonographic sign of cholecystitis.',
    },
    {
      indication: 'Elevated liver enzymes.',
      technique: 'Grey-scale and colour Doppler examination of the abdomen.',
      findings: 'The liver is enlarged at 17.5 cm and diffusely echogenic. No focal lesion. No biliary dilatation. The spleen measures 10.8 cm. Kidneys are normal. No ascites.',
      impression: 'Hepatic steatosis with mild hepatomegaly.',
    },
  ],
};
